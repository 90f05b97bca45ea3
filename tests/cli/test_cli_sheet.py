"""``nemokg sheet``: a start that checks, problems by line and column, Turtle, and a schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

TERN = str(FIXTURES / "sheets/tern.sheet.yaml")


def test_the_start_checks_and_builds(nemokg: Callable[..., Outcome], tmp_path: Path) -> None:
    """The start of a sheet has no problem, and what is built from it conforms with the bundled."""
    sheet, built = tmp_path / "heron-7b.sheet.yaml", tmp_path / "heron-7b.ttl"
    assert nemokg("sheet", "new", "heron-7b", "--output", str(sheet)).code == 0
    assert nemokg("sheet", "check", str(sheet)).out.startswith("no problem: 8 claims;")
    assert nemokg("sheet", "build", str(sheet), "--output", str(built)).code == 0
    assert nemokg("validate", "--data", str(built), "--with-bundled").code == 0
    assert "Heron 7b" in nemokg("query", "models", "--data", str(built)).out


def test_problems_are_told_by_line_and_column(
    nemokg: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Each problem is a line with file, line and column, as of compilers, and the code is 1."""
    sheet = tmp_path / "broken.sheet.yaml"
    sheet.write_text("sheet: 1\npipeline:\n  id: a\n  lable: A\n", encoding="utf-8")
    told = nemokg("sheet", "check", str(sheet))
    assert told.code == 1
    assert f"{sheet}:4:3: The section pipeline has no lable; did you mean label?" in told.out
    assert told.out.endswith("4 problems\n")
    problems = json.loads(nemokg("sheet", "check", str(sheet), "--format", "json").out)["problems"]
    assert {"line", "column", "message", "rule"} == problems[0].keys()


def test_nothing_is_written_from_a_broken_sheet(
    nemokg: Callable[..., Outcome], tmp_path: Path
) -> None:
    """A sheet with a problem leaves the Turtle of before as it was."""
    sheet, built = tmp_path / "broken.sheet.yaml", tmp_path / "built.ttl"
    sheet.write_text("sheet: 2\n", encoding="utf-8")
    built.write_text("before", encoding="utf-8")
    told = nemokg("sheet", "build", str(sheet), "--output", str(built))
    assert told.code == 1
    assert "nothing is written" in told.err
    assert built.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check",), "add its file"),
        (("build",), "add its file"),
        (("new",), "add its id"),
        (("schema", "x"), "leave the file out"),
        (("new", "A b"), "is no id"),
        (("check", "missing.yaml"), "name a file that can be read"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    nemokg: Callable[..., Outcome], arguments: tuple[str, ...], says: str
) -> None:
    """What cannot be done is said in one sentence, with exit code 2."""
    told = nemokg("sheet", *arguments)
    assert told.code == 2
    assert says in told.err


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"\x00", b"- a", b"a: [", b"[" * 5000, b"a: " + b"x" * 10**6]
)
def test_any_content_is_answered(
    nemokg: Callable[..., Outcome], tmp_path: Path, content: bytes
) -> None:
    """Whatever a file holds, the answer is a problem or a sentence, never a traceback."""
    sheet = tmp_path / "odd.sheet.yaml"
    sheet.write_bytes(content)
    told = nemokg("sheet", "check", str(sheet))
    assert told.code in (1, 2)
    assert "Traceback" not in told.err
    assert len(told.out + told.err) < 2000


def test_the_schema_offers_what_is_known(nemokg: Callable[..., Outcome]) -> None:
    """An editor is offered the keys of sheets, and the techniques and kinds that there are."""
    schema = json.loads(nemokg("sheet", "schema").out)
    assert {"pipeline", "models", "externals", "datasets"} <= schema["properties"].keys()
    assert "on-policy-distillation" in schema["$defs"]["algorithm"]["anyOf"][0]["enum"]
    assert "epochs" in schema["$defs"]["quantities"]["properties"]
    assert "quantized-from" in schema["$defs"]["model"]["properties"]
