"""Citations of texts that others wrote: no text becomes markup, a field, an entry or a link."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from csl import SCHEMA
from jsonschema import Draft7Validator
from paths import FIXTURES
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from nemokg.cite import FORMATS, render_citations
from nemokg.cite.citation import Citation, citations_of_claims
from nemokg.dataset.opening import Dataset
from nemokg.training.explain import all_claim_iris

if TYPE_CHECKING:
    from collections.abc import Mapping

PIPELINE = (FIXTURES / "pipelines/heron.ttl").read_text(encoding="utf-8")
URL = "<https://example.org/heron>"
# It ends fields, entries and records, starts others, and calls commands, in each of the formats.
NASTY = 'e.org/a%b}, x = {\\input{/etc/passwd} "q" @misc{evil,\n ER  - \nTY  - GEN\n\n#$&_^~'
IN_TURTLE = json.dumps(NASTY)


def cited(changes: Mapping[str, str]) -> list[Citation]:
    """Return the citations of the small pipeline with some of its text replaced."""
    text = PIPELINE
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    store = Store()
    store.load(text, RdfFormat.TURTLE)
    dataset = Dataset(store)
    return citations_of_claims(dataset, all_claim_iris(dataset.engine))


@cache
def nasty() -> list[Citation]:
    """Return citations whose texts are all hostile."""
    return cited(
        {
            URL: IN_TURTLE,
            '"Heron Lab"': IN_TURTLE,
            '"How Heron was trained"': IN_TURTLE,
            '"2026-01-02"^^xsd:date': IN_TURTLE,
            '"§1"': IN_TURTLE,
        }
    )


def entries(citations: list[Citation], form: str) -> dict[str, dict[str, str]]:
    """Return the entries of a .bib file as bibtexparser reads them."""
    library = parse_string(
        render_citations(citations, form),
        append_middleware=[middlewares.LatexDecodingMiddleware()],
    )
    assert not library.failed_blocks
    assert not library.strings + library.preambles + library.comments
    return {e.key: {f.key: str(f.value) for f in e.fields} for e in library.entries}


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_a_text_stays_within_its_field(form: str) -> None:
    """Braces, percent signs, commands, at signs and line ends in a text are text in a .bib file."""
    plain, hostile = entries(cited({}), form), entries(nasty(), form)
    assert plain.keys() == hostile.keys()
    fields = {name for entry in plain.values() for name in entry}
    assert {name for entry in hostile.values() for name in entry} <= fields | {"note", "year"}
    title = hostile["heron-report"]["title"]
    assert re.sub("[^A-Za-z]", "", title) == re.sub("[^A-Za-z]", "", NASTY)
    written = render_citations(nasty(), form)
    assert written.isascii()
    for line in written.splitlines():  # BibTeX counts every brace, also one behind a backslash
        if " = " in line:
            assert line.count("{") == line.count("}")
            assert not re.search(r"(?<!\\)(%|\\input)", line)


def test_a_text_stays_within_its_record() -> None:
    """In RIS, a line end in a text does not end the record, and nothing begins another."""
    plain, hostile = (rispy.loads(render_citations(each, "ris")) for each in (cited({}), nasty()))
    assert len(hostile) == len(plain)
    assert [each["id"] for each in hostile] == [each["id"] for each in plain]
    assert {each["type_of_reference"] for each in hostile} == {"DATA", "GEN"}


def test_a_date_that_is_none_stays_a_text() -> None:
    """In CSL-JSON, a date in words is a raw one, and the items fit the schema."""
    items = json.loads(render_citations(nasty(), "csl-json"))
    Draft7Validator(SCHEMA).validate(items)
    (source,) = [each for each in items if each["id"] == "heron-report"]
    assert source["issued"] == {"raw": NASTY}
    assert source["title"] == NASTY


@pytest.mark.parametrize(
    "address",
    ["<javascript:alert(1)>", "<data:text/html,x>", '"file:///etc/passwd"', IN_TURTLE, '"a b"'],
)
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    """What is no http or https address is the link of no citation; the IRI of the source is."""
    citations = cited({URL: address})
    iri = "https://w3id.org/nemokg/source/heron-report"
    assert entries(citations, "biblatex")["heron-report"]["url"] == iri
    assert rf"howpublished = {{\url{{{iri}}}}}" in render_citations(citations, "bibtex")
    (item,) = [
        each
        for each in json.loads(render_citations(citations, "csl-json"))
        if each["id"] == "heron-report"
    ]
    assert item["URL"] == iri
    records = rispy.loads(render_citations(citations, "ris"))
    assert all(url.startswith("https://") for each in records for url in each.get("urls", ()))
    named = parse(render_citations(citations[:1], "nanopub"), RdfFormat.TRIG)
    urls = [quad.object for quad in named if quad.predicate.value == "https://schema.org/url"]
    assert [type(url) for url in urls] == [Literal]


@pytest.mark.parametrize(
    "address", [URL, '"https://example.org/heron"', f'"{URL[1:-1]}"^^xsd:anyURI']
)
def test_an_address_is_a_link_however_it_is_written(address: str) -> None:
    """An IRI, a string and an xsd:anyURI with an address of the web are links alike."""
    citations = cited({URL: address})
    assert entries(citations, "biblatex")["heron-report"]["url"] == URL[1:-1]
    named = parse(render_citations(citations[:1], "nanopub"), RdfFormat.TRIG)
    urls = {quad.object for quad in named if quad.predicate.value == "https://schema.org/url"}
    assert urls == {NamedNode(URL[1:-1])}


def test_a_key_has_only_what_bibtex_reads() -> None:
    """What no key can have is a hyphen in that of a source of another namespace."""
    citations = cited({"source:heron-report": "<https://a.example/x#report,1>"})
    assert "x-report-1" in entries(citations, "bibtex")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_has_a_citation_of_every_claim(form: str) -> None:
    """Whatever the texts are, each format is written."""
    assert render_citations(nasty(), form)
