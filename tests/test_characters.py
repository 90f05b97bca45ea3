"""Characters that steer a terminal or that formats cannot carry: shown, replaced, named."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from xml.etree import ElementTree

import pytest
from paths import FIXTURES, ROOT, SRC
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from nemokg import load
from nemokg.characters import replace_controls, single_line, visible_text
from nemokg.cli.messages import print_message
from nemokg.errors import EngineError, OutputWarning
from nemokg.export import FORMATS
from nemokg.rdf.printable import printable_text
from nemokg.rdf.results import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

CONTROLS = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cc"}
LINE = {"\t", "\n", "\r"}
SURROGATES = {chr(0xD800), chr(0xDFFF)}
BIDI = {c for c in map(chr, range(0x2000, 0x2070)) if unicodedata.bidirectional(c)[:3] in
        ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")}  # fmt: skip
STEERS = CONTROLS - {"\t", "\n"} | BIDI | SURROGATES | {"\ufffe", "\uffff"}
# What PDF files leave in a label, as Turtle writes it, and what a terminal must not get of it.
STRAY = r"\u0001\u001B[2J\u0007\u009B31m\u202E\uFFFE\u0000"
DATA = (FIXTURES / "pipelines/heron.ttl").read_text(encoding="utf-8")
# Formats of people's tools, which have no way to write these characters.
REPLACING = {"csv", "dot", "edges-csv", "graphml", "md", "mermaid", "nodes-csv", "svg"}


@pytest.fixture
def stray(tmp_path: Path) -> Path:
    """Return a pipeline with stray characters in labels, definitions, places and names."""
    text = DATA
    for marked in ("Heron base", "Pretrained.", "How Heron was trained", "Heron Lab", "§1"):
        assert f'"{marked}"' in text
        text = text.replace(f'"{marked}"', f'"{marked} {STRAY}"')
    label = "Heron SFT – initialised from – Heron base"
    file = tmp_path / "stray.ttl"
    file.write_text(text.replace(label, f"{label} {STRAY}"), encoding="utf-8")
    return file


def test_what_steers_a_terminal_is_shown() -> None:
    """Every control character, direction override and half pair is an escape; line ends stay."""
    for character in STEERS:
        assert visible_text(f"a{character}b") == f"a{single_line(character)}b"
        assert single_line(character).isprintable(), hex(ord(character))
    assert visible_text("é\t\n漢\r\n\u200e😀") == "é\t\n漢\n\u200e😀"


def test_what_no_document_carries_is_replaced() -> None:
    """Control characters, half pairs and what is never assigned give way to U+FFFD; no other."""
    for character in map(chr, range(0x10000)):
        lost = character in CONTROLS - LINE | {"\ufffe", "\uffff"}
        lost = lost or unicodedata.category(character) == "Cs"
        assert replace_controls(character) == ("\ufffd" if lost else character)


def test_a_sentence_is_one_line_of_bounded_length() -> None:
    """An error shows line ends as escapes and is cut in its middle, so that its advice stays."""
    token = "x\n" * 10_000
    error = EngineError(f'"{token}\x1b[2J" is not known; give another.')
    assert len(str(error)) == 1000
    assert str(error).isprintable()
    assert str(error).endswith("; give another.")
    assert str(error).startswith('"x\\nx\\n')


def test_a_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What goes to standard error is shown in the same way, wherever it comes from."""
    print_message("no \x1b]0;title\x07\nsuch file")
    assert capsys.readouterr().err == "nemokg: no \\u001B]0;title\\u0007\\nsuch file\n"


def test_a_format_says_once_what_it_lacks(recwarn: pytest.WarningsRecorder) -> None:
    """The first replaced character of a format is worth a warning, which names the format."""
    with pytest.warns(OutputWarning, match="XML has no control characters: they are replaced"):
        assert printable_text("a\x01", "XML") == "a\ufffd"
    assert printable_text("plain\n", "XML") == "plain\n"
    assert not recwarn


def test_validation_names_what_later_steps_replace(
    stray: Path, nemokg: Callable[..., Outcome]
) -> None:
    """Each resource with a text that formats cannot carry is found, with the property."""
    outcome = nemokg("validate", "--data", stray, "--format", "json")
    findings = [
        each for each in json.loads(outcome.out)["findings"] if each["rule"] == "Literal-characters"
    ]
    assert outcome.code == 1
    names = {each["focus"].rpartition("/")[2] for each in findings}
    assert {"heron-base", "heron-report", "heron-sft--initializedFrom--heron-base"} <= names
    assert any("remove them from the value of " in each["message"] for each in findings)


def test_the_shape_knows_the_characters_that_are_replaced() -> None:
    """What the rule of the shapes looks for is what `replace_controls` replaces."""
    store = Store()
    store.load((ROOT / "shapes/literal.ttl").read_bytes(), RdfFormat.TURTLE)
    (query,) = [
        quad.object.value
        for quad in store.quads_for_pattern(
            NamedNode("https://w3id.org/nemokg/shapes#Literal-characters"),
            NamedNode("http://www.w3.org/ns/shacl#select"),
            None,
        )
        if isinstance(quad.object, Literal)
    ]
    pattern = re.search(r'"(\[.*\])"', query)
    assert pattern
    found = re.compile(pattern[1])
    for character in map(chr, range(0x10000)):
        if unicodedata.category(character) != "Cs":  # which no literal of RDF can have
            assert bool(found.match(character)) == (replace_controls(character) != character)


@pytest.mark.parametrize(
    "command",
    [
        ("lineage", "heron-final"),
        ("lineage", "heron-base", "--descendants"),
        ("lineage", "nobody"),
        ("lineage", "he\x1b[2J\nron"),
        ("query", "models"),
        ("query", "models", "--width", "70"),
        ("query", "sources", "--format", "md"),
        ("query", "no\x9bsuch"),
        ("explain", "heron-sft--initializedFrom--heron-base"),
        ("explain", "heron-sft--initializedFrom--heron-base", "--width", "60"),
        ("explain", "no\x1bsuch"),
        ("cite", "--all"),
        ("validate",),
        ("export", "no\x1bsuch"),
    ],
    ids=" ".join,
)
def test_what_is_for_people_steers_no_terminal(
    stray: Path, nemokg: Callable[..., Outcome], command: tuple[str, ...]
) -> None:
    """Tables, trees, explanations, citations, reports and messages have no control character."""
    outcome = nemokg(*command, "--data", stray)
    assert not set(outcome.out + outcome.err) & (STEERS - BIDI)
    assert "--format" in command or not set(outcome.out + outcome.err) & BIDI


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_can_be_read_by_its_tools(
    stray: Path, nemokg: Callable[..., Outcome], form: str
) -> None:
    """Each export of stray characters succeeds: RDF keeps them, and the others say they do not."""
    outcome = nemokg("export", form, "--data", stray)
    assert outcome.code == 0
    said = "has no control characters: they are replaced" in outcome.err
    assert said == (form in REPLACING)
    if said:
        assert not set(outcome.out) & (STEERS - BIDI)
        assert "\ufffd" in outcome.out or form == "mermaid"
    if form in ("graphml", "svg"):
        ElementTree.fromstring(outcome.out)  # noqa: S314  # it was written just now
    if form.endswith("csv"):
        assert list(csv.reader(io.StringIO(outcome.out)))


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_latex_gets_no_character_that_it_cannot_set(
    stray: Path, nemokg: Callable[..., Outcome], form: str
) -> None:
    """In a .bib file, what no font has is a question mark, and overrides of direction are gone."""
    outcome = nemokg("cite", "--all", "--format", form, "--data", stray)
    assert outcome.code == 0
    assert "nemokg: LaTeX has no control characters" in outcome.err
    assert outcome.out.isascii()
    assert "Heron base {?}{?}[2J{?}{?}31m{}{?}{?} (stated)" in outcome.out


def test_a_site_of_stray_characters_is_written(
    stray: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """The pages have U+FFFD in the place of what HTML cannot carry, and say so."""
    outcome = nemokg("site", tmp_path / "site", "--data", stray)
    assert outcome.code == 0
    assert "nemokg: HTML has no control characters" in outcome.err
    for page in (tmp_path / "site").rglob("*.html"):
        assert not set(page.read_text(encoding="utf-8")) & (STEERS - BIDI - {"\r"}), page
    kept = (tmp_path / "site/model/heron-base.ttl").read_text(encoding="utf-8")
    assert r"\u0001\u001B[2J\u0007" in kept.replace(r"\u{", r"\u")


def test_what_python_prints_steers_no_terminal(stray: Path) -> None:
    """Tables, rows, lineages, claims and findings show such characters in a session of Python."""
    graph = load(stray)
    table = graph.query("models")
    assert isinstance(table, Table)
    shown = [table, *table, graph.lineage("heron-final"), graph.explain(graph.claims()[0])]
    shown += graph.validate().findings
    for value in shown:
        assert not set(f"{value} {value!r}") & (STEERS - BIDI)
    assert r"Heron base \u0001\u001B[2J" in repr(table)


def test_machine_formats_are_shown_on_a_terminal(stray: Path) -> None:
    """On a terminal, CSV and Turtle have escapes too; in a pipe they are faithful."""
    command = [sys.executable, "-m", "nemokg", "query", "models", "--format", "csv"]
    command += ["--data", str(stray)]
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    piped = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert "Heron base \x01\x1b[2J\x07\x9b31m\u202e\ufffe\x00" in piped.decode()
    leader, follower = pty.openpty()
    with subprocess.Popen(command, env=environment, stdout=follower) as process:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65_536):
                shown += part
        except OSError:  # how Linux reports that the other side is closed
            pass
        assert process.wait() == 0
    os.close(leader)
    assert r"Heron base \u0001\u001B[2J\u0007\u009B31m\u202E\uFFFE\u0000" in shown.decode()
