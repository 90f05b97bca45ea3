"""The commands do what their help says, on the small bundle and on the real one."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES, ROOT

from nemokg import __version__
from nemokg.cli.main import COMMANDS, build_parser
from nemokg.files import resources
from nemokg.loading import bulk
from nemokg.queries import catalogue
from nemokg.sheets.start import sheet_start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

MODEL = "https://w3id.org/nemokg/model/"
NEMO = "https://w3id.org/nemokg/ontology#"


def test_the_version_is_that_of_the_package(nemokg: Callable[..., Outcome]) -> None:
    """--version prints name and version."""
    assert nemokg("--version") == (0, f"nemokg {__version__}\n", "")


def test_without_arguments_the_help_is_shown(nemokg: Callable[..., Outcome]) -> None:
    """nemokg alone prints the same help as --help, which lists every command."""
    alone, asked = nemokg(), nemokg("--help")
    assert alone == asked
    assert alone.code == 0
    for name, summary in COMMANDS.items():
        assert f" {name} {summary} " in " ".join(alone.out.split())


def examples_in(text: str | None) -> list[str]:
    """Return the command lines that an epilog gives as examples."""
    return re.findall(r"^  (nemokg .+)$", (text or "").partition("examples:")[2], re.MULTILINE)


EXAMPLES = {
    name: examples_in(import_module(f"nemokg.cli.{name}").EXAMPLES) for name in COMMANDS
} | {"nemokg": examples_in(build_parser(()).epilog)}
# The names in the examples stand for those of any pipeline.
PLACEHOLDERS = {"my-student": "tern-8b", "my-base": "tern-distilled", "My student": "Tern RL"}
# These ask by default about what the bundled data hold.
ABOUT_BUNDLED = ("nemokg competency", "nemokg query weight-lineage", "nemokg sheet")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_by_examples(
    command: str, nemokg: Callable[..., Outcome]
) -> None:
    """The help of a command ends with two examples of it or more."""
    outcome = nemokg(command, "--help")
    assert outcome.code == 0
    assert examples_in(outcome.out) == EXAMPLES[command]
    assert len(EXAMPLES[command]) >= 2
    assert all(example.split()[1] == command for example in EXAMPLES[command])


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a working directory with the files that the examples of the help name."""
    (tmp_path / "my-pipeline").mkdir()
    for name in ("my-pipeline.ttl", "my-pipeline/models.ttl"):
        shutil.copy(FIXTURES / "shapes/small.ttl", tmp_path / name)
    shutil.copy(FIXTURES / "bundle/shapes/graph.ttl", tmp_path / "my-shapes.ttl")
    (tmp_path / "my-paper.tex").write_text(r"\cite{tern-8b--initializedFrom--tern-distilled}")
    for name in ("my.rq", "all-weight-ancestors.rq"):
        (tmp_path / name).write_text("SELECT ?s WHERE { ?s a ?class } ORDER BY ?s")
    sheet = sheet_start("heron-7b", "2026-01-31")
    (tmp_path / "heron-7b.sheet.yaml").write_text(sheet, encoding="utf-8")
    bulk.make_store(
        bulk.files_with_ontology([str(FIXTURES / "shapes/small.ttl")]), str(tmp_path / "my-store")
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def few_data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small pipeline in the place of the bundled data: the same work in less time."""
    root = folder / "root"
    root.mkdir()
    for name in ("ontology", "shapes", "queries"):
        (root / name).symlink_to(ROOT / name)
    (root / "data").symlink_to(folder / "my-pipeline")
    monkeypatch.setattr(resources, "_ROOTS", (str(root),))


@pytest.mark.parametrize("example", sorted({e for some in EXAMPLES.values() for e in some}))
def test_an_example_of_the_help_runs(
    example: str,
    own_files: Path,
    nemokg: Callable[..., Outcome],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An example of the help, its placeholders filled in, exits 0 and leaves an answer."""
    if not example.startswith(ABOUT_BUNDLED):
        few_data(own_files, monkeypatch)
    before = {path: path.stat().st_mtime_ns for path in own_files.rglob("*")}
    for placeholder, name in PLACEHOLDERS.items():
        example = example.replace(placeholder, name)
    if "my-host" in example:
        example = example.replace("my-host", request.getfixturevalue("oxigraph"))
    if example.startswith("nemokg serve"):  # it would serve until somebody ends it
        example += " --port 0 --check"
    # What a shell would do with the answer is not ours.
    outcome = nemokg(*shlex.split(re.split(r" [|>] ", example)[0])[1:])
    assert (outcome.code, outcome.err) == (0, "")
    after = {path: path.stat().st_mtime_ns for path in own_files.rglob("*")}
    assert outcome.out or after != before


def test_the_width_of_tables_can_be_chosen(
    bundle: Path, nemokg: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--width lays a table out for that width, and nothing else does where no terminal is."""
    monkeypatch.setenv("COLUMNS", "20")
    wide = nemokg("query", "teachers")
    assert wide.out.splitlines()[0].split() == ["teacher", "status"]
    assert nemokg("query", "teachers", "--width", 100).out.splitlines()[0].split() == [
        "teacher",
        "status",
    ]
    narrow = nemokg("query", "teachers", "--width", 20)
    assert narrow.out.startswith("teacher  model:code-teacher\nstatus   nemo:inferred\n\n")


def on_terminal(*arguments: str) -> str:
    """Return what the command line shows on a terminal of 100 columns."""
    main, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    subprocess.run(["stty", "cols", "100"], stdin=terminal, check=True)
    command = [sys.executable, "-m", "nemokg", *arguments]
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, env=environment) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:  # that is how a terminal on Linux says that nobody writes any more
                break
            if not part:
                break
            shown += part
    os.close(main)
    assert process.returncode == 0
    return shown.decode()


def test_help_is_coloured_on_a_terminal_only(nemokg: Callable[..., Outcome]) -> None:
    """Help has colours on a terminal, and none elsewhere."""
    assert "\x1b[" in on_terminal("query", "--help")
    assert "\x1b[" not in nemokg("query", "--help").out


def test_a_table_on_a_terminal_fits_it() -> None:
    """On a terminal, no line of an answer is wider than the terminal."""
    lines = on_terminal("query", "inferred-edges").splitlines()
    assert max(map(len, lines)) <= 100
    assert len(lines) > 40


def test_query_answers_in_full_iris(bundle: Path, nemokg: Callable[..., Outcome]) -> None:
    """csv gives the rows of a canned query with full IRIs."""
    outcome = nemokg("query", "teachers", "--format", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    assert list(csv.reader(io.StringIO(outcome.out))) == [
        ["teacher", "status"],
        [MODEL + "code-teacher", NEMO + "inferred"],
        [MODEL + "maths-teacher", NEMO + "stated"],
    ]


def test_stated_only_leaves_out_what_no_work_states(
    bundle: Path, nemokg: Callable[..., Outcome]
) -> None:
    """--stated-only answers from the view without inferred and attributed facts."""
    outcome = nemokg("query", "teachers", "--stated-only", "--format", "csv")
    assert outcome.out == f"teacher,status\n{MODEL}maths-teacher,{NEMO}stated\n"


def test_parameters_choose(bundle: Path, nemokg: Callable[..., Outcome]) -> None:
    """--param may be repeated, or be given several values, and narrows the answer."""
    once = nemokg("query", "teachers", "--param", "student=student", "status=inferred")
    again = nemokg(
        "query", "teachers", "--param", "student=student", "--param", "status=nemo:inferred"
    )
    assert once == again
    assert once.out.splitlines()[2:] == ["model:code-teacher  nemo:inferred"]


def test_own_queries_and_own_data(
    bundle: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """--file asks one's own SPARQL of one's own data, given as several paths or options."""
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?o WHERE { ?s <urn:x:y> ?o } ORDER BY ?o")
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(f"<urn:a:{name}> <urn:x:y> '{name}' .")
    paths = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    for data in (["--data", *paths], ["--data", paths[0], "--data", paths[1]]):
        assert nemokg("query", "--file", file, *data, "--format", "csv").out == "o\na\nb\n"


def test_graphs_are_turtle_unless_asked_otherwise(
    bundle: Path, nemokg: Callable[..., Outcome]
) -> None:
    """A CONSTRUCT prints Turtle by default, and a table where one is asked for."""
    assert "model:code-teacher nemo:initializedFrom model:base" in nemokg("query", "weights").out
    table = nemokg("query", "weights", "--format", "table").out
    assert table.splitlines()[0].split() == ["subject", "predicate", "object"]


def test_an_ask_prints_its_answer(
    bundle: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """An ASK prints true or false, and exits 0 either way."""
    file = tmp_path / "ask.rq"
    file.write_text("ASK { ?s <urn:not:there> ?o }")
    assert nemokg("query", "--file", file) == (0, "false\n", "")


def test_output_goes_to_a_file(
    bundle: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """--output writes what standard output would have had, and nothing else stays beside it."""
    file = tmp_path / "out" / "edges.csv"
    file.parent.mkdir()
    file.write_text("old")
    shown = nemokg("query", "teachers", "--format", "csv")
    assert nemokg("query", "teachers", "--format", "csv", "-o", file) == (0, "", "")
    assert file.read_text() == shown.out
    assert list(file.parent.iterdir()) == [file]


def test_output_through_a_link_or_a_pipe_leaves_it_there(
    bundle: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """--output writes through a link and into a named pipe instead of replacing them."""
    shown = nemokg("query", "weights").out
    link, target, pipe = (tmp_path / name for name in ("link", "target", "pipe"))
    link.symlink_to(target)
    assert nemokg("query", "weights", "--output", link).code == 0
    assert link.is_symlink()
    assert target.read_text() == shown
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR)
    assert nemokg("query", "weights", "--output", pipe).code == 0
    assert pipe.is_fifo()
    assert os.read(reader, 4096).decode() == shown
    os.close(reader)


def test_queries_lists_all_with_their_defaults(
    bundle: Path, nemokg: Callable[..., Outcome]
) -> None:
    """queries lists names, summaries and parameters, also as JSON."""
    rows = list(csv.DictReader(io.StringIO(nemokg("queries", "--format", "csv").out)))
    assert [row["name"] for row in rows] == ["labels", "teachers", "weights"]
    assert rows[0]["parameters"] == "text=e, most=10, exact=false"
    listed = json.loads(nemokg("queries", "--format", "json").out)
    assert listed[1] == {
        "name": "teachers",
        "summary": "Teachers of a student",
        "description": "One row per teacher, with the status of its claim, by name.",
        "tags": ["distillation"],
        "parameters": {"student": "model:student", "status": "nemo:"},
    }


def test_queries_shows_one_as_it_lies(bundle: Path, nemokg: Callable[..., Outcome]) -> None:
    """queries NAME prints the file, which can be saved and asked again."""
    assert nemokg("queries", "weights").out == (bundle / "queries/weights.rq").read_text()


def test_info_counts(bundle: Path, nemokg: Callable[..., Outcome]) -> None:
    """info counts classes, claims by status and rank, and edges by predicate."""
    (bundle / "data/feeds.ttl").write_text(
        """@prefix model: <https://w3id.org/nemokg/model/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
nemo:feeds a <http://www.w3.org/2002/07/owl#ObjectProperty> .
model:maths-teacher nemo:feeds model:student .
<https://w3id.org/nemokg/claim/x> a nemo:Claim ;
    rdf:subject model:maths-teacher ; rdf:predicate nemo:feeds ; rdf:object model:student ;
    nemo:status nemo:attributed ; nemo:rank nemo:preferred .
"""
    )
    document = json.loads(nemokg("info", "--format", "json").out)
    assert document["version"] == __version__
    assert document["origin"] == [str(bundle / "data")]
    assert (document["files"], document["triples"]) == (4, 47)
    assert document["counts"] == {
        "classes": {
            "nemo:Claim": 4,
            "nemo:Teacher": 2,
            "nemo:Checkpoint": 1,
            "nemo:StudentCheckpoint": 1,
        },
        "claims by status": {"nemo:attributed": 2, "nemo:inferred": 1, "nemo:stated": 1},
        "claims by rank": {"nemo:normal": 3, "nemo:preferred": 1},
        "edges by predicate": {"nemo:distilledInto": 2, "nemo:initializedFrom": 1},
        "other claimed facts by predicate": {"nemo:feeds": 1},
    }


def test_info_under_the_stated_view_counts_fewer_edges(
    bundle: Path, nemokg: Callable[..., Outcome]
) -> None:
    """info --stated-only counts the facts that stay, and all the claims."""
    counts = json.loads(nemokg("info", "--stated-only", "--format", "json").out)["counts"]
    assert counts["edges by predicate"] == {"nemo:distilledInto": 1}
    assert counts["classes"]["nemo:Claim"] == 3


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "md"])
def test_info_has_the_same_counts_in_every_format(
    bundle: Path, nemokg: Callable[..., Outcome], form: str
) -> None:
    """Each format of info names every class with its count."""
    text = nemokg("info", "--format", form).out
    assert re.search(r"nemo:Teacher\W+2\b", text)
    assert re.search(r"\b39\b", text)


def test_info_says_whose_data_were_counted(
    bundle: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """info names the layers: the ontology, and the paths of --data or the bundled data."""
    own = tmp_path / "own.ttl"
    own.write_text("<urn:a:b> <urn:x:y> 1 .")
    assert (
        f" 2 files: own files {own} above the ontology and the shared data\n"
        in nemokg("info", "--data", own).out
    )
    assert "other claimed facts" not in nemokg("info", "--data", own).out
    assert (
        " 3 files: the bundled data above the ontology and the shared data\n" in nemokg("info").out
    )
    document = json.loads(nemokg("info", "--data", own, "--format", "json").out)
    assert document["layers"] == ["ontology", "shared data", "own files"]


def test_every_bundled_query_has_an_answer(nemokg: Callable[..., Outcome]) -> None:
    """Each query of the real bundle, asked as it is, exits 0 and has at least one row."""
    names = catalogue.query_names()
    for name in names:
        outcome = nemokg("query", name, "--format", "csv")
        assert outcome.code == 0, name
        assert outcome.out.count("\n") >= 2, name
    assert len(names) >= 30


def test_the_edges_of_the_real_dataset(nemokg: Callable[..., Outcome]) -> None:
    """query edges lists 90 edges with status, rank and claim, and 143 with feeds and members."""
    outcome = nemokg("query", "edges", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert list(rows[0]) == ["subject", "predicate", "object", "status", "rank", "claim"]
    assert len(rows) == 90
    assert sum(row["rank"] == NEMO + "deprecated" for row in rows) == 1
    everything = nemokg("query", "edges", "--param", "all=true", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(everything.out)))) == 143


def test_utf8_comes_out_whatever_the_locale() -> None:
    """Output is UTF-8 even where the environment asks for ASCII."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(
        [sys.executable, "-m", "nemokg", "query", "disagreements", "--format", "csv"],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert any(ord(character) > 127 for character in ended.stdout.decode("utf-8"))
