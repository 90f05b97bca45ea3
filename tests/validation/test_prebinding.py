"""SPARQL constraints asked once for all focus nodes: where the pattern goes in, what is refused."""

from __future__ import annotations

import pyoxigraph
import pytest

from nemokg.errors import ShapesError
from nemokg.validation import shacl
from nemokg.validation.shacl.prebinding import (
    ForbiddenError,
    Query,
    UnjoinedError,
    has_service_or_from,
)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("SELECT $this { $this ?p ?o }", "SELECT $this {1 $this ?p ?o }"),
        ("SELECT $this { { ?s ?p ?o } { FILTER ($this = ?s) } }",
         "SELECT $this {1 { ?s ?p ?o } {1 FILTER ($this = ?s) } }"),
        ("SELECT $this { OPTIONAL { ?s ?p $this } ?s ?p '}$this{' }",
         "SELECT $this {1 OPTIONAL {1 ?s ?p $this } ?s ?p '}$this{' }"),
        ("SELECT $this { ?s ?p ?o FILTER NOT EXISTS { ?s ?p $this } }",
         "SELECT $this {1 ?s ?p ?o FILTER NOT EXISTS {2 ?s ?p $this } }"),
        ("SELECT $this { { SELECT $this { $this ?p ?o } GROUP BY $this } }",
         "SELECT $this {1 { SELECT $this {1 $this ?p ?o } GROUP BY $this } }"),
        ("SELECT $this (STR($this) AS ?value) { ?s ?p ?o # $this }\n}",
         "SELECT $this (STR($this) AS ?value) {1 ?s ?p ?o # $this }\n}"),
    ],
)  # fmt: skip
def test_the_pattern_goes_into_each_group_that_speaks_of_this(text: str, joined: str) -> None:
    """Each group about the focus node begins with a pattern for it, and no other group does."""
    query = Query(text)
    assert query.differs
    assert query.joined_query("1", "2").replace(" 1 ", "1").replace(" 2 ", "2") == joined


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this { ?s ?p ?o }",
        "SELECT $this { { SELECT $this (MIN(?s) AS ?value) { ?s ?p ?o } GROUP BY $this LIMIT 1 } }",
        "SELECT $this { ?s ?p '$this' } # $this",
    ],
)
def test_a_query_that_only_selects_this_is_the_same_for_all(text: str) -> None:
    """Selecting or grouping by the focus node says nothing about it, and nothing goes in."""
    query = Query(text)
    assert not query.differs
    assert query.joined_query("1", "2") == text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this { $this ?p ?o } LIMIT 1",
        "SELECT $this { $this ?p ?o } OFFSET 1",
        "SELECT $this (COUNT(?o) AS ?n) { $this ?p ?o } GROUP BY ?p",
        "SELECT $this { $this ?p ?o } GROUP BY (STR($this)) HAVING (COUNT(?o) > 1)",
        "SELECT $this { { SELECT $this (MAX(?o) AS ?n) { $this ?p ?o } } }",
        "SELECT $this (EXISTS { ?s ?p $this } AS ?n) { $this ?p ?o }",
        f"SELECT $this {{ {'{' * 60} $this ?p ?o {'}' * 60} }}",
    ],
)
def test_rows_of_all_focus_nodes_are_not_counted_together(text: str) -> None:
    """A query that counts or cuts off rows, but not by focus node, is not joined."""
    with pytest.raises(UnjoinedError):
        Query(text).joined_query("1", "2")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SELECT $this { $this ?p ?o minus { $this ?p 1 } }", "MINUS"),
        ("SELECT $this { $this ?p ?o } VALUES ?o { 1 }", "VALUES"),
        ("SELECT $this { S\\u0045RVICE <urn:x:> { $this ?p ?o } }", "SERVICE"),
        ("SELECT $this { BIND (1 AS ?this) }", "AS $this"),
        ("SELECT $this { { { SELECT (COUNT($this) AS ?n) { $this ?p ?o } } } }", "a subquery"),
    ],
)
def test_what_shacl_forbids_is_named(text: str, what: str) -> None:
    """What SHACL takes out of SPARQL is an error, however it is written."""
    with pytest.raises(ForbiddenError, match=what.replace("$", r"\$")):
        Query(text)


def test_nothing_is_fetched_however_it_is_written() -> None:
    """SERVICE and FROM are seen in escapes too, which rdflib resolves before it reads strings."""
    hidden = r"SELECT $this { $this ?p '\u0027 SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } # ' }"
    assert has_service_or_from(hidden)
    assert has_service_or_from("ask from named <urn:x:g> {}")
    assert not has_service_or_from("ASK { ?service ex:from 'SERVICE', <urn:x:FROM> }")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT $this WHERE { GRAPH $shapesGraph { $this ?p ?o } }", "not supported"),
        ("SELECT $this FROM <urn:x:g> WHERE { $this ?p ?o }", "SERVICE or FROM"),
        ("SELECT $this WHERE { VALUES ?o { 1 } $this ?p ?o }", "which SHACL forbids"),
    ],
)
def test_a_query_beyond_the_data_is_an_error_at_once(query: str, problem: str) -> None:
    """A query that no validator may run is an error, whatever else the shapes have."""
    shapes = pyoxigraph.parse(
        f"""PREFIX sh: <http://www.w3.org/ns/shacl#>
        <urn:x:S> sh:targetClass <urn:x:C> ; sh:sparql [ sh:select "{query}" ] .""",
        pyoxigraph.RdfFormat.TURTLE,
    )
    with pytest.raises(ShapesError, match=problem):
        shacl.check_shapes(pyoxigraph.Store(), shacl.read_shapes_graph(shapes))
