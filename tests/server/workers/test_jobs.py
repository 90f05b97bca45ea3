"""What a worker makes of the text of a query."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Store

from nemokg.dataset.opening import Dataset
from nemokg.server.workers.jobs import answer_job


def head(text: str, **job: Any) -> dict[str, Any]:
    """Return what a worker says of its answer to a query."""
    whole = {"kind": "sparql", "text": text, "results": "json", "graphs": "ttl", **job}
    return answer_job(Dataset(Store()), whole, 10_000)[0]


def test_prefixes_of_the_dataset_are_declared() -> None:
    """A query that is sent, canned or of one's own, need not declare them."""
    text = "ASK { ?s a nemo:Claim }"
    assert head(text)["status"] == 200
    assert head(text, kind="canned", name="own", values={})["status"] == 200


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "ASK { ?s a foaf:Person }",
            "The query does not parse: line 1, column 12: the prefix foaf is not declared; write"
            " PREFIX foaf: <…> before the query.",
        ),
        (
            "SELECT * {} LIMIT 3\nORDER BY ?s",
            "The query does not parse: line 2, column 1: ORDER BY comes after LIMIT; write it"
            " first.",
        ),
    ],
)
def test_a_fault_is_told(text: str, sentence: str) -> None:
    """The answer to a query that does not parse has the place, the token and what to do."""
    assert head(text) == {"status": 400, "sentence": sentence}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ASK { FILTER(<urn:x:f>(1)) }", "the function <urn:x:f> is not known here"),
        ("ASK { SERVICE <http://127.0.0.1:9/> { } }", "no SERVICE can be called from here"),
    ],
)
def test_what_cannot_be_called_is_named(text: str, reason: str) -> None:
    """A query that calls something else is refused, with what it is that cannot be called."""
    sentence = f"The query cannot be answered; {reason}."
    assert head(text) == {"status": 400, "sentence": sentence}


def test_relative_iris_have_the_base_of_the_request() -> None:
    """With a base, a relative IRI is no fault, and is not blamed for another one."""
    assert head("ASK { <a> ?p ?o }", base="https://example.org/")["status"] == 200
    assert "relative" not in head("ASK { <a> ?p ?o", base="https://example.org/")["sentence"]


@pytest.mark.parametrize(
    ("text", "cacheable"),
    [
        ("SELECT (NOW() AS ?n) {}", False),
        ("SELECT (bnode() AS ?n) {}", False),
        ("SELECT ?n { FILTER(1<RAND()&&2>1) }", False),
        ("SELECT ?now { ?now <urn:uuid> 'NOW()' } # SERVICE", True),
        ("PREFIX rand: <urn:RAND()> ASK { rand:uuid ?now ?bnode }", True),
    ],
)
def test_only_what_the_data_alone_say_is_cached(text: str, cacheable: bool) -> None:
    """An answer is kept unless its query calls a function of the moment, of chance or elsewhere."""
    assert head(text)["cacheable"] is cacheable


@pytest.mark.parametrize("character", ["\\u0001", "\\u001F", "\\uFFFE", "\\u0000"])
@pytest.mark.parametrize(
    ("query", "syntaxes"),
    [
        ('SELECT ("ctrl {} x" AS ?text) {{}}', ("xml", "json")),
        ('CONSTRUCT {{ <urn:s> <urn:p:q> "ctrl {} x" }} {{}}', ("rdf", "ttl")),
    ],
)
def test_xml_that_could_not_be_read_is_not_sent(
    character: str, query: str, syntaxes: tuple[str, str]
) -> None:
    """A character that XML does not have is refused by name, and other syntaxes have it."""
    refused, fine = (head(query.format(character), results=each, graphs=each) for each in syntaxes)
    code = f"U+{character[2:]}"
    assert refused["status"] == 406
    assert f"has no character {code}, which is in the text" in refused["sentence"]
    assert f"ctrl {character} x" in refused["sentence"]
    assert refused["sentence"].isprintable()
    assert "; accept one of " in refused["sentence"]
    assert "xml" not in refused["sentence"].partition("; accept one of ")[2]
    assert fine["status"] == 200


def test_tabs_and_line_ends_are_sent_as_xml() -> None:
    """What XML has is no reason to refuse."""
    assert head('SELECT ("a\\t\\nb" AS ?text) {}', results="xml")["status"] == 200
