"""The engines: forms of queries, and failures, the same with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from nemokg.engine import ENGINES, make
from nemokg.errors import EngineError, SparqlError
from nemokg.rdf.results import Graph, Solutions, Table

if TYPE_CHECKING:
    from nemokg.engine.protocol import Engine

SELECT = "SELECT ?o WHERE { ?s ?p ?o }"
ASK = "ASK { ?s ?p 1 }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"
DESCRIBE = "DESCRIBE <urn:a:b>"
DECIMAL = Literal("1.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return each engine over one triple."""
    store = Store()
    store.load(
        "<urn:a:b> <urn:a:c> 1 . GRAPH <urn:a:g> { <urn:a:d> <urn:a:c> 2 . }", RdfFormat.TRIG
    )
    return make(request.param, lambda: store)


def test_every_form_has_its_answer(engine: Engine) -> None:
    """SELECT gives a table, ASK a truth value, CONSTRUCT and DESCRIBE a graph."""
    table = engine.select(SELECT)
    assert isinstance(table, Table)
    assert (table.columns, table.column("o")) == (("o",), [1])
    assert engine.ask(ASK) is True
    graph = engine.construct(CONSTRUCT)
    assert isinstance(graph, Graph)
    assert graph == engine.construct(DESCRIBE)
    assert len(graph) == 1
    assert [engine.query(text) for text in (SELECT, ASK, CONSTRUCT)] == [table, True, graph]


def test_rows_can_be_had_as_they_come(engine: Engine) -> None:
    """A stream has the columns and rows of the table, once; other forms are as ever."""
    solutions = engine.stream(SELECT)
    assert isinstance(solutions, Solutions)
    assert solutions.columns == ("o",)
    assert list(solutions) == list(engine.select(SELECT).rows)
    assert list(solutions) == []
    assert [engine.stream(text) for text in (ASK, CONSTRUCT)] == [True, engine.construct(CONSTRUCT)]


def test_another_form_than_asked_for_is_an_error(engine: Engine) -> None:
    """A method that wants one form refuses the others by name."""
    with pytest.raises(SparqlError, match="expected a SELECT"):
        engine.select(ASK)
    with pytest.raises(SparqlError, match="expected an ASK"):
        engine.ask(SELECT)
    with pytest.raises(SparqlError, match="expected CONSTRUCT"):
        engine.construct(SELECT)


@pytest.mark.parametrize(
    "text",
    ["SELECT ?s\nWHERE { ?s ?p }", "SELECT * WHERE { x:y ?p ?o }", "", "SELECT ?x WHERE {} )"],
)
def test_text_that_does_not_parse_is_one_sentence(engine: Engine, text: str) -> None:
    """What is no SPARQL, or has a prefix that nobody declared, is an error of one line."""
    with pytest.raises(SparqlError, match="the SPARQL does not parse: ") as caught:
        engine.query(text)
    assert "\n" not in str(caught.value)


def test_terms_are_those_of_pyoxigraph(engine: Engine) -> None:
    """IRIs, literals with language or type, blank nodes and gaps come out alike."""
    table = engine.select(
        'SELECT ?a ?b ?c ?d WHERE { VALUES (?a ?b ?c) { (<urn:a:b> "x"@en 1.5) } }'
    )
    assert table.rows == ((NamedNode("urn:a:b"), Literal("x", language="en"), DECIMAL, None),)
    (blank,) = engine.construct("CONSTRUCT { [] <urn:a:c> 1 } WHERE {}")
    assert isinstance(blank.subject, BlankNode)


def test_an_update_is_refused_and_changes_nothing(engine: Engine) -> None:
    """SPARQL Update is no query: it raises an error and the store stays as it is."""
    with pytest.raises(SparqlError, match="does not parse"):
        engine.query("DELETE WHERE { ?s ?p ?o }")
    assert engine.ask(ASK)


def test_a_failure_of_the_store_is_an_engine_error(engine: Engine) -> None:
    """What the store cannot answer raises an error of the tree, not one of the store."""
    with pytest.raises(EngineError, match="could not answer"):
        engine.query("SELECT * WHERE { SERVICE <urn:nowhere:at-all> { ?s ?p ?o } }")


def test_a_column_that_is_not_there_names_those_that_are(engine: Engine) -> None:
    """Asking a table for an unknown column raises KeyError with the columns."""
    with pytest.raises(KeyError, match="the columns are o"):
        engine.select(SELECT).column("x")


def test_answers_cannot_be_changed(engine: Engine) -> None:
    """A table is read-only."""
    with pytest.raises(AttributeError, match="read-only"):
        engine.select(SELECT).columns = ()
