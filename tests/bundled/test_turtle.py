"""The Turtle files read alike everywhere and keep the rules of their layout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from paths import ROOT

from nemokg.validation import written

FILES = sorted(
    path.relative_to(ROOT)
    for folder in ("ontology", "data", "shapes")
    for path in (ROOT / folder).rglob("*.ttl")
)
DATA = [path for path in FILES if path.parts[0] == "data"]
SUBJECT = re.compile(r"^(?:[a-z]+:[A-Za-z0-9-]+|<[^>]+>)(?= )")
XSD = "http://www.w3.org/2001/XMLSchema#"
CANONICAL = {
    **written.CANONICAL,
    XSD + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    XSD + "gYearMonth": re.compile(r"[0-9]{4}-[0-9]{2}"),
    XSD + "gYear": re.compile(r"[0-9]{4}"),
    XSD + "anyURI": re.compile(r"\S+"),
    XSD + "string": re.compile(r"\S(?:.*\S)?", re.DOTALL),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString": re.compile(r"\S(?:.*\S)?", re.DOTALL),
}


def triples(path: Path) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(path=ROOT / path, format=pyoxigraph.RdfFormat.TURTLE))


def noncanonical(literal: pyoxigraph.Literal) -> bool:
    """Whether stores may spell the literal differently, or may not know its datatype."""
    form = CANONICAL.get(literal.datatype.value)
    return form is None or not form.fullmatch(literal.value)


def outside_strings(path: Path) -> str:
    """The text of a file without what its strings, IRIs and comments hold."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return re.sub(r'(?<=")(?:[^"\\\n]|\\.)*(?=")|<[^>\n]*>|^\s*#.*$', "", text, flags=re.MULTILINE)


def test_every_folder_has_turtle() -> None:
    """Ontology, data and shapes each hold Turtle files, so that no check below runs on nothing."""
    assert {path.parts[0] for path in FILES} == {"ontology", "data", "shapes"}
    assert len(DATA) >= 19


@pytest.mark.parametrize("path", FILES, ids=str)
def test_equal_counts_in_rdflib_and_oxigraph(path: Path) -> None:
    """rdflib and Oxigraph read the same number of triples, none of them twice in one file."""
    found = triples(path)
    assert len(found) == len(set(found)) == len(rdflib.Graph().parse(ROOT / path, format="turtle"))


def test_equal_counts_in_rapper() -> None:
    """Raptor's rapper reads the same number of triples from every file as Oxigraph does."""
    rapper = shutil.which("rapper")
    if rapper is None and "CI" not in os.environ:
        pytest.skip("rapper (Debian package raptor2-utils) is not installed")
    assert rapper is not None, "install raptor2-utils: this comparison must run here"
    counts = {}
    for path in FILES:
        done = subprocess.run(
            [rapper, "--count", "--input", "turtle", str(path)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        (counts[path],) = map(int, re.findall(r"returned (\d+) triples?", done.stderr))
    assert counts == {path: len(triples(path)) for path in FILES}


@pytest.mark.parametrize("path", DATA, ids=str)
def test_data_have_no_blank_nodes(path: Path) -> None:
    """Everything in the data has an IRI and can be cited."""
    blank = [
        quad
        for quad in triples(path)
        if isinstance(quad.subject, pyoxigraph.BlankNode)
        or isinstance(quad.object, pyoxigraph.BlankNode)
    ]
    assert blank == []


@pytest.mark.parametrize("path", DATA, ids=str)
def test_one_sorted_block_per_subject(path: Path) -> None:
    """A data file has one block per subject, sorted so that claims stand beside their subject."""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    subjects = [match[0] for line in lines if (match := SUBJECT.match(line))]
    assert len(subjects) == len({quad.subject for quad in triples(path)})
    assert subjects == sorted(subjects, key=lambda name: name.partition(":")[2])


@pytest.mark.parametrize("path", FILES, ids=str)
def test_literals_are_canonical(path: Path) -> None:
    """Every literal has a portable datatype and its canonical spelling."""
    literals = [q.object for q in triples(path) if isinstance(q.object, pyoxigraph.Literal)]
    assert [literal for literal in literals if noncanonical(literal)] == []


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("8.030", "decimal"), ("85.0", "decimal"), ("085", "integer"), ("+5", "integer"),
        ("1", "boolean"), ("26", "gYear"), (" x", "string"), ("P1D", "dayTimeDuration"),
    ],
)  # fmt: skip
def test_noncanonical_literals_are_seen(lexical: str, datatype: str) -> None:
    """A literal that stores spell differently is found."""
    literal = pyoxigraph.Literal(lexical, datatype=pyoxigraph.NamedNode(XSD + datatype))
    assert noncanonical(literal)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_spelling_outside_strings(path: Path) -> None:
    """No local name has a backslash, which some stores keep; language tags are in lower case."""
    text = outside_strings(path)
    assert "\\" not in text
    assert [tag for tag in re.findall(r'"@([A-Za-z-]+)', text) if tag != tag.lower()] == []


def test_spelling_check_sees_through(tmp_path: Path) -> None:
    """What is inside strings is passed over, what is outside of them is seen."""
    path = tmp_path / "x.ttl"
    path.write_text('x:a\\,b rdfs:label "a \\"b\\" \\\\ @EN"@EN .')
    text = outside_strings(path)
    assert text.count("\\") == 1
    assert re.findall(r'"@([A-Za-z-]+)', text) == ["EN"]
