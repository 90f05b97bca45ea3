"""Bad input on the real command line: one sentence, exit code 2, nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from paths import ROOT

from nemokg.cli.common import write_output
from nemokg.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Outcome

DATA = ROOT / "data"


class Case(NamedTuple):
    """A command line, with DIR for the folder of bad files, and what its error must say."""

    name: str
    command: tuple[str, ...]
    says: tuple[str, ...]


COMMANDS_ON_DATA = (("info",), ("validate",), ("query", "teachers"))
BAD_DATA = {
    "none.ttl": ("none.ttl: no such file or directory; check the spelling",),
    "broken.ttl": ("broken.ttl, line 3, column ", "not a valid RDF object"),
    "latin.ttl": ("latin.ttl, line 2: byte 25 is not UTF-8; save the file as UTF-8",),
    "empty.ttl": ("empty.ttl: the file contains no triples; add some or leave it out",),
    "bare": ("bare: the directory contains no RDF; put files ending in .ttl",),
    "data.csv": ("data.csv: the name must end in one of .ttl, .nt",),
    "half.rdf": ("half.rdf",),
    "half.jsonld": ("half.jsonld, line 1",),
}
CASES = [
    *(
        Case(f"{command[0]}-data-{path}", (*command, "--data", f"DIR/{path}"), says)
        for command in COMMANDS_ON_DATA
        for path, says in BAD_DATA.items()
    ),
    *(
        Case(f"shapes-{path}", ("validate", "--shapes", f"DIR/{path}"), BAD_DATA[path])
        for path in ("none.ttl", "broken.ttl", "latin.ttl", "empty.ttl", "bare")
    ),
    Case("unknown-command", ("qurey",), ('no command "qurey". Did you mean query',)),
    Case("unknown-query", ("query", "teecher"), ('no query "teecher". Did you mean teachers?',)),
    Case("unknown-query-to-show", ("queries", "teecher"), ("Did you mean teachers?",)),
    Case("far-query", ("query", "zzz"), ('no query "zzz". `nemokg queries` lists them all',)),
    Case("path-as-query", ("query", "../queries/teachers"), ("There is no query",)),
    Case("neither-query", ("query",), ("Give either the NAME of a canned query or --file",)),
    Case("both-queries", ("query", "teachers", "--file", "DIR/bad.rq"), ("Give either",)),
    Case(
        "wrong-parameter",
        ("query", "teachers", "--param", "studnt=x"),
        ('no parameter "studnt"; it takes student, status. Did you mean student',),
    ),
    Case(
        "parameter-of-none",
        ("query", "weights", "--param", "student=x"),
        ('The query weights takes no parameters; leave out "student"',),
    ),
    Case(
        "unknown-resource",
        ("query", "teachers", "--param", "student=studnet"),
        ('student: "studnet" does not occur in the data. Did you mean student?',),
    ),
    Case(
        "parameter-without-value",
        ("query", "teachers", "--param", "student"),
        ('Give --param as NAME=VALUE, not "student"',),
    ),
    Case("empty-value", ("query", "teachers", "--param", "student="), ("as NAME=VALUE",)),
    Case("empty-name", ("query", "teachers", "--param", "=student"), ("as NAME=VALUE",)),
    Case(
        "parameter-twice",
        ("query", "teachers", "--param", "student=student", "student=base"),
        ("The parameter student is given twice",),
    ),
    Case("bad-boolean", ("query", "labels", "--param", "exact=1"), ("exact is true or false",)),
    Case("bad-number", ("query", "labels", "--param", "most=x"), ("most is a number such as 10",)),
    Case("bad-iri", ("query", "teachers", "--param", "student=a b"), ("is not a name",)),
    Case(
        "bad-sparql",
        ("query", "--file", "DIR/bad.rq"),
        ("bad.rq: the SPARQL does not parse: line 2, column 15: } is not allowed here",),
    ),
    Case(
        "unknown-prefix",
        ("query", "--file", "DIR/prefix.rq", "--limit", "3"),
        (
            "prefix.rq: the SPARQL does not parse: line 2, column 3: the prefix nmeo is not",
            "Did you mean nemo",
        ),
    ),
    Case(
        "clauses-out-of-order",
        ("query", "--file", "DIR/order.rq"),
        ("order.rq: the SPARQL does not parse: line 1, column 31: ORDER BY comes after LIMIT",),
    ),
    Case("missing-file", ("query", "--file", "DIR/none.rq"), ("none.rq: no such file",)),
    Case("directory-as-file", ("query", "--file", "DIR/bare"), ("bare: cannot be read",)),
    Case("empty-file", ("query", "--file", "DIR/empty.rq"), ("empty.rq: the file is empty",)),
    Case("latin-file", ("query", "--file", "DIR/latin.rq"), ("latin.rq, line 1", "not UTF-8")),
    Case("bad-header", ("query", "--file", "DIR/header.rq"), ("header.rq, line 1",)),
    Case("ttl-of-table", ("query", "teachers", "--format", "ttl"), ("ttl is for graphs",)),
    *(
        Case(f"{command[0]}-format", (*command, "--format", "xlsx"), ("invalid choice: 'xlsx'",))
        for command in (*COMMANDS_ON_DATA, ("queries",))
    ),
    Case("bad-width", ("query", "teachers", "--width", "x"), ("invalid int value: 'x'",)),
    Case("format-of-one", ("queries", "teachers", "--format", "csv"), ("leave out --format",)),
    Case("unknown-option", ("info", "--nonsense"), ("unrecognized arguments: --nonsense",)),
    Case("abbreviation", ("query", "teachers", "--form", "csv"), ("unrecognized",)),
    *(
        Case(
            f"{'-'.join(command)}-output",
            (*command, "--output", "DIR/nowhere/out"),
            ("nowhere/out: cannot be written (No such file or directory)",),
        )
        for command in (*COMMANDS_ON_DATA, ("queries",), ("queries", "teachers"))
    ),
    Case("output-to-directory", ("info", "--output", "DIR/bare"), ("bare: cannot be written",)),
]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Return a folder with every kind of file that cannot be used."""
    folder = tmp_path / "bad"
    (folder / "bare").mkdir(parents=True)
    (folder / "broken.ttl").write_text("@prefix a: <urn:a:> .\na:b a:c a:d .\na:b a:c ; .\n")
    (folder / "latin.ttl").write_bytes(b'<urn:a:b> <urn:a:b>\n "caf\xe9" .\n')
    (folder / "empty.ttl").write_text(" \n")
    (folder / "data.csv").write_text("a,b\n")
    (folder / "half.rdf").write_text("<rdf:RDF><")
    (folder / "half.jsonld").write_text('{"@id": ')
    (folder / "bad.rq").write_text("SELECT ?s\nWHERE { ?s ?p }\n")
    (folder / "prefix.rq").write_text("ASK { ?s a nemo:Claim ;\n  nmeo:rank ?rank }")
    (folder / "order.rq").write_text("SELECT * { ?s ?p ?o } LIMIT 3 ORDER BY ?s")
    (folder / "empty.rq").write_text("")
    (folder / "latin.rq").write_bytes(b"# caf\xe9\nASK {}")
    (folder / "header.rq").write_text("#+ nonsense\nASK {}")
    return folder


def test_the_cases_are_all_there() -> None:
    """The number of cases is what it was when this was written, or more."""
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_input_gets_one_sentence(
    case: Case, bundle: Path, bad: Path, nemokg: Callable[..., Outcome]
) -> None:
    """Bad input exits 2 with one line on standard error that says what is wrong, and no output."""
    before = sorted(bad.rglob("*"))
    outcome = nemokg(*(argument.replace("DIR", str(bad)) for argument in case.command))
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("nemokg")
    assert outcome.err.endswith((".\n", "?\n"))
    assert outcome.err.count("\n") == 1
    for phrase in case.says:
        assert phrase in outcome.err
    assert sorted(bad.rglob("*")) == before


def test_a_failed_answer_leaves_the_old_output(
    bundle: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """Where a query fails, the file that --output names stays as it was."""
    file = tmp_path / "out.csv"
    file.write_text("old")
    failed = nemokg("query", "teachers", "--param", "student=nobody", "--output", file)
    assert failed.code == 2
    assert file.read_text() == "old"


def test_an_answer_that_fails_on_its_way_leaves_the_old_output(tmp_path: Path) -> None:
    """Where the rows stop coming, the file stays as it was, and no half of one lies beside it."""
    file = tmp_path / "out.csv"
    file.write_text("old")

    def rows() -> Iterator[str]:
        yield "a row\n"
        raise EngineError("the store does not answer any more.")

    with pytest.raises(EngineError):
        write_output(rows(), str(file))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_an_answer_that_is_terminated_leaves_the_old_output(tmp_path: Path) -> None:
    """Where a signal ends the process, the file stays as it was, with no half of one beside it."""
    file = tmp_path / "out.csv"
    file.write_text("old")

    def rows() -> Iterator[str]:
        yield "a row\n"
        assert callable(signal.getsignal(signal.SIGTERM)), "the process would just end"
        signal.raise_signal(signal.SIGTERM)

    with pytest.raises(SystemExit, match="143"):
        write_output(rows(), str(file))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


# Without buffers, Python takes the part of a text that was written for the whole.
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, on the bundled dataset."""
    command = [sys.executable, "-m", "nemokg", *arguments]
    return subprocess.run(command, text=True, check=False, **options)


def test_a_process_ends_with_the_code_and_no_traceback() -> None:
    """The exit code and the sentence reach the shell."""
    ended = run("query", "edgse", capture_output=True)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert 'There is no query "edgse". Did you mean edges' in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_argument_that_is_not_utf8_is_refused(
    bundle: Path, nemokg: Callable[..., Outcome]
) -> None:
    """A value with bytes that are not UTF-8 gets a sentence like any other bad value."""
    outcome = nemokg("query", "labels", "--param", "text=caf\udce9")
    assert (outcome.code, outcome.out) == (2, "")
    assert "text" in outcome.err
    assert "UTF-8" in outcome.err


@pytest.mark.parametrize("command", [("--version",), ("--help",), ("queries",), ("query", "edges")])
def test_a_reader_that_has_left_gets_no_complaint(command: tuple[str, ...]) -> None:
    """Where nobody reads the pipe any more, the command ends as other filters do, silently."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = run(*command, stdout=writer, stderr=subprocess.PIPE, env=BUFFERED)
    os.close(writer)
    assert ended.stderr == ""
    assert ended.returncode == 128 + signal.SIGPIPE


@pytest.mark.parametrize("options", [(), ("--stated-only",), ("--data", str(DATA))])
def test_rows_are_written_as_they_come(tmp_path: Path, options: tuple[str, ...]) -> None:
    """The first rows of an answer that would take a year are there at once, for `head` say."""
    file = tmp_path / "all.rq"
    file.write_text("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    command = [sys.executable, "-m", "nemokg", "query", "--file", str(file), "--format", "tsv"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, env=BUFFERED) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(5000)]
    assert len(set(lines)) == 5000
    assert process.returncode == 128 + signal.SIGPIPE


@pytest.mark.parametrize("command", [("--version",), ("queries",)])
def test_a_full_disk_is_one_sentence(command: tuple[str, ...]) -> None:
    """Where standard output cannot be written, the command says so and exits 2."""
    with open("/dev/full", "w") as full:
        ended = run(*command, stdout=full, stderr=subprocess.PIPE, env=BUFFERED)
    assert ended.returncode == 2
    assert ended.stderr == "nemokg: Standard output cannot be written (No space left on device).\n"


def test_a_closed_output_is_one_sentence() -> None:
    """Where standard output is closed, the command says so and exits 2."""
    command = f"'{sys.executable}' -m nemokg queries >&-"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == "nemokg: Standard output is closed; open it or give --output FILE.\n"


def test_an_interrupt_is_quiet(
    bundle: Path, nemokg: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends the command with 130 and no word."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nemokg.cli.common.open_graph", interrupt)
    assert nemokg("info") == (130, "", "")
