"""With the schema of sheets, yaml-language-server offers what fits, and marks slips."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from typing import IO, TYPE_CHECKING, Any

import pytest
from paths import FIXTURES, ROOT, TESTS

from nemokg.dataset.opening import open_dataset
from nemokg.sheets import vocabulary as words
from nemokg.sheets.known import KnownResources
from nemokg.sheets.schema import sheet_schema
from nemokg.sheets.start import sheet_start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVER = TESTS / "js/node_modules/yaml-language-server/bin/yaml-language-server"
# As the first line of a new sheet has it, so that the file is found beside the sheet.
SCHEMA = "nemokg-sheet.schema.json"
MODELINE = f"# yaml-language-server: $schema=./{SCHEMA}\n"
# The catalogues of schemas are on the web.
SETTINGS = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}},
}
TERN = FIXTURES / "sheets/tern.sheet.yaml"
PAGE = ROOT / "docs/sheets.md"
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
START = f"""{MODELINE}sheet: 1
pipeline:
  id: heron-7b
  label: Heron 7b
  definition: How Heron 7b was trained.
  primary: heron-work
models:
  heron-7b:
    label: Heron 7b
"""


class Editor:
    """A client of the language server that keeps one sheet in a folder open at a time."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.to_server: IO[bytes] = process.stdin
        self.from_server: IO[bytes] = process.stdout
        self.folder = folder
        self.requests = 0
        self.sheets = 0
        self.request("initialize", processId=os.getpid(), rootUri=None, capabilities=CAPABILITIES)
        self.notify("initialized")

    def send(self, message: dict[str, Any]) -> None:
        """Send a message."""
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.to_server.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.to_server.flush()

    def notify(self, method: str, **params: Any) -> None:
        """Send a message that has no answer."""
        self.send({"method": method, "params": params})

    def request(self, method: str, **params: Any) -> Any:
        """Return the result of a request."""
        self.requests += 1
        self.send({"id": self.requests, "method": method, "params": params})
        while True:
            message = self.next_message()
            if message.get("id") == self.requests and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def next_message(self) -> dict[str, Any]:
        """Return the next message of the server, which is answered if it asks for settings."""
        headers = {}
        while line := self.from_server.readline().strip():
            name, _, value = line.partition(b":")
            headers[name.lower()] = value
        assert headers, "the language server ended"
        message: dict[str, Any] = json.loads(self.from_server.read(int(headers[b"content-length"])))
        if "method" in message and "id" in message:
            result = None
            if message["method"] == "workspace/configuration":
                items = message["params"]["items"]
                result = [SETTINGS if item["section"] == "yaml" else None for item in items]
            self.send({"id": message["id"], "result": result})
        return message

    def open(self, sheet: str) -> str:
        """Return the URI of a sheet that is opened."""
        self.sheets += 1
        uri = (self.folder / f"{self.sheets}.sheet.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": sheet}
        self.notify("textDocument/didOpen", textDocument=document)
        return uri

    def diagnostics(self, sheet: str) -> list[tuple[str, str]]:
        """Return the lines of a sheet that are marked, each with what is said of it."""
        uri = self.open(sheet)
        while True:
            message = self.next_message()
            if (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
            ):
                break
        lines = sheet.splitlines()
        return [
            (lines[each["range"]["start"]["line"]].strip(), each["message"])
            for each in message["params"]["diagnostics"]
        ]

    def completions(self, sheet: str) -> dict[str, str]:
        """Return what is offered at the end of a sheet, with the description of each."""
        uri = self.open(sheet)
        lines = sheet.split("\n")
        items = self.request(
            "textDocument/completion",
            textDocument={"uri": uri},
            position={"line": len(lines) - 1, "character": len(lines[-1])},
        )["items"]
        self.notify("textDocument/didClose", textDocument={"uri": uri})
        return {item["label"]: str(item.get("documentation", "")) for item in items}


@pytest.fixture(scope="module")
def known() -> KnownResources:
    """Return what the schema has names of."""
    return KnownResources(open_dataset())


@pytest.fixture(scope="module")
def editor(known: KnownResources, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Start a language server, with the schema in the folder of the sheets."""
    node = shutil.which("node")
    if node is None or not SERVER.exists():
        assert not os.environ.get("CI"), "run npm ci in tests/js first"
        pytest.skip("needs node, and npm ci in tests/js")
    folder = tmp_path_factory.mktemp("sheets")
    schema = json.dumps(sheet_schema(known))
    (folder / SCHEMA).write_text(schema, encoding="utf-8")
    command = [node, str(SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        deadline = threading.Timer(120, process.kill)  # else a lost answer is waited for for ever
        deadline.start()
        try:
            yield Editor(process, folder)
        finally:
            deadline.cancel()
            process.kill()


def test_the_keys_of_a_model_are_offered(editor: Editor) -> None:
    """Below a model the keys that it does not have yet are offered, edges with what they mean."""
    offered = editor.completions(START + "    ")
    assert set(offered) == set(words.MODEL_KEYS) - {"label"}
    assert offered["judged-by"] == words.MODEL_EDGES["judged-by"].description


@pytest.mark.parametrize("form", ["", "[", "\n          - ", "\n          "])
def test_techniques_are_offered(editor: Editor, known: KnownResources, form: str) -> None:
    """Below `algorithm` every technique is offered, alone, in a list and as a key."""
    offered = editor.completions(START + "    stages:\n      - algorithm: " + form)
    assert set(offered) >= set(known.names("algorithm"))


@pytest.mark.parametrize(
    "above",
    ["    quantities:\n      ", "    stages:\n      - quantities:\n          "],
    ids=["model", "stage"],
)
def test_kinds_are_offered(editor: Editor, known: KnownResources, above: str) -> None:
    """Below `quantities` every kind is offered with its label."""
    kinds = {name: resource.label for name, resource in known.resources("kind").items()}
    assert editor.completions(START + above) == kinds


@pytest.mark.parametrize(
    "lines",
    [
        "    lable: Heron",
        "    stages:\n      - algorithm: sft\n        dat: questions",
        "    from:\n      base:\n        sure: low\n        becuase: It has the same shape.",
        "    results:\n      gpqa:\n        value: 61.5 percent\n        colum: Heron",
        "sorces:",
    ],
)
def test_an_unknown_key_is_marked(editor: Editor, lines: str) -> None:
    """A key that is none is marked at its line, and nothing else is."""
    line = lines.splitlines()[-1].strip()
    key = line.partition(":")[0]
    marked = editor.diagnostics(f"{START}{lines}\n")
    assert marked == [(line, f"Property {key} is not allowed.")]


@pytest.mark.parametrize(
    "lines",
    [
        "    card: heron-card",
        "    kind: studnet",
        "    role: [released, jugde]",
        "    gated: perhaps",
        "    iteration: first",
        "    quantities:\n      epochs: some",
        "    stages:\n      - label: Tuning",
        "    results:\n      gpqa:\n        value: 61.5 percent\n        model-status: sure",
        "sources:\n  heron-report:\n    title: [Heron, a report]",
    ],
)
def test_a_value_of_the_wrong_form_is_marked(editor: Editor, lines: str) -> None:
    """A value that its key cannot have is marked at its line, and nothing else is."""
    marked = editor.diagnostics(f"{START}{lines}\n")
    assert [line for line, _ in marked] == [lines.splitlines()[-1].strip()]


@pytest.mark.parametrize("name", ["new", "fixture", "page"])
def test_nothing_is_marked_in_a_sheet_without_slips(editor: Editor, name: str) -> None:
    """A new sheet, the fixture and the documented sheet have no mark but at a slip put in."""
    sheet = {
        "new": lambda: sheet_start("heron-7b", "2026-11-28"),
        "fixture": lambda: MODELINE + TERN.read_text(encoding="utf-8"),
        "page": lambda: MODELINE + "\n".join(BLOCK.findall(PAGE.read_text(encoding="utf-8"))),
    }[name]()
    marked = editor.diagnostics(f"{sheet}\nslip: 1\n")
    assert marked == [("slip: 1", "Property slip is not allowed.")]
