"""Paths of length zero from terms that are not in the data: the rows that SPARQL 1.1 defines."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from paths import ROOT
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.engine.zero_length import with_zero_length_paths
from nemokg.rdf.results import Table
from nemokg.server.workers.jobs import answer_job

PREFIX = "PREFIX : <https://example.org/> "
DATA = """
@prefix : <https://example.org/> .
:a :p :b . :b :p :c . :c :n 5 . :d :q "three" .
"""
QUERIES = [
    "SELECT ?x { :nope :p* ?x }",
    "SELECT ?x { :nope :p? ?x }",
    "SELECT ?x { ?x :p* :nope }",
    "SELECT ?x { ?x ^:p? :nope }",
    "SELECT ?x { :nope (:p|:q)* ?x }",
    "SELECT ?x { :nope :p?/:q* ?x }",
    "SELECT ?x { :nope :p*/:q ?x }",
    "SELECT ?x { :nope (:p?)+ ?x }",
    "SELECT ?x { :nope !(:p|^:q)? ?x }",
    "SELECT ?x { :nope a* ?x }",
    "SELECT ?x { :nope :p+ ?x }",
    "SELECT ?x { :a :p* ?x }",
    "SELECT ?x { 'three' :p* ?x }",
    "SELECT ?x { 'four'@en :p* ?x }",
    "SELECT ?x { 7 :p* ?x }",
    "SELECT ?x ?y { :nope :p* ?x ; :q? ?y . }",
    "SELECT ?x ?y { ?y :p* :nope , ?x . ?x :p :b }",
    "SELECT ?x ?y { ?y :p :b . :nope :p* ?x # a comment\n }",
    "SELECT ?x { :nope :p* ?x . :other :p* ?x }",
    "SELECT ?x ?y { ?y :p ?z OPTIONAL { :nope :p* ?x } FILTER(?y != :b) }",
    "SELECT ?x { { SELECT ?x { :nope :p* ?x } } UNION { :nope :q* ?x } }",
    "SELECT (COUNT(*) AS ?x) { :nope :p* ?y }",
    "SELECT ?zero1 { :nope :p* ?zero1 }",
    "SELECT ?x { :nope :p* ?x } ORDER BY ?x",
    "ASK { :nope :p* :nope }",
    "ASK { :nope :p* :other }",
    "ASK { FILTER EXISTS { :nope :p? :nope } }",
]


@pytest.fixture
def store() -> Store:
    store = Store()
    store.load(DATA, RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("query", QUERIES)
def test_the_rows_are_those_of_rdflib(store: Store, query: str) -> None:
    """The embedded engine finds what rdflib finds."""
    found, expected = (
        Dataset(store, engine=engine).engine.query(PREFIX + query)
        for engine in ("oxigraph", "rdflib")
    )
    if isinstance(found, Table) and isinstance(expected, Table):
        assert Counter(found.rows) == Counter(expected.rows)
    else:
        assert found == expected


def served_body(store: Store, query: str, **job: Any) -> bytes:
    """Return what a worker of the server answers."""
    whole = {"kind": "sparql", "text": PREFIX + query, "results": "csv", "graphs": "ttl", **job}
    head, body = answer_job(Dataset(store), whole, 10_000)
    assert head["status"] == 200
    return body


def test_the_server_finds_them_as_well(store: Store) -> None:
    """The row is there by default, and for graphs that the request or the query names."""
    row = b"x\r\nhttps://example.org/nope\r\n"
    assert served_body(store, QUERIES[0]) == row
    assert served_body(store, QUERIES[0], default=["urn:g"]) == row
    other = row.replace(b"nope", b"a")
    assert served_body(store, "SELECT ?x FROM <urn:g> { :a :p* ?x }") == other
    assert served_body(store, "SELECT ?x { :a :p* ?x }", default=["urn:g"]) == other


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { :a :p* ?x }",
        "SELECT ?x { :nope :p ?x }",
        "SELECT ?x { VALUES ?s { :nope } ?s :p* ?x }",
        "SELECT (2 * 3 AS ?x) { ?s :p* ?x }",
        "SELECT ?x { GRAPH ?g { :nope :p* ?x } }",
        "SELECT ?x { :nope :p* ?x . _:b :p ?x }",
        "SELECT ?x { :nope :p* [] }",
        "SELECT ?x { :nope :p* ?x",
        "SELECT ?x { unknown:nope :p* ?x }",
    ],
)
def test_other_queries_stay_as_they_are(store: Store, query: str) -> None:
    """A query is given to the store as it is unless a row would be missing."""
    assert with_zero_length_paths(store, PREFIX + query) == PREFIX + query


@pytest.mark.parametrize(
    "path",
    [":p*" + "/:p*" * 20_000, "(" * 20_000 + ":p*" + ")" * 20_000, "(:p*)*" + "|:p?" * 20_000],
    ids=["long", "nested", "of alternatives"],
)
def test_a_path_is_read_once(store: Store, path: str) -> None:
    """A path that fills the longest query needs no more steps than it has tokens."""
    with_zero_length_paths(store, f"{PREFIX} SELECT ?x {{ :nope {path} ?x }}")


def test_many_paths_are_rewritten_at_once(store: Store) -> None:
    """Each of many paths gets its pattern, and their number does not multiply the work."""
    triples = " . ".join(f":n{number} :p* ?x{number}" for number in range(3000))
    rewritten = with_zero_length_paths(store, f"{PREFIX} SELECT * {{ {triples} }}")
    assert rewritten.count("UNION { VALUES") == 3000


@pytest.mark.parametrize(
    "file", sorted((ROOT / "queries").glob("*.rq")), ids=lambda file: file.stem
)
def test_canned_queries_need_no_grammar(file: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No canned query is parsed over the bundled data, which a cold start would feel."""
    monkeypatch.setattr("nemokg.rdf.grammar.rule_spans", None)
    text = file.read_text(encoding="utf-8")
    assert with_zero_length_paths(open_dataset().store, text) == text
