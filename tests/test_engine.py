"""The embedded engine: forms of queries, and failures."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import EngineError, SparqlError
from nemokg.model import Graph, Table

SELECT = "SELECT ?o WHERE { ?s ?p ?o }"
ASK = "ASK { ?s ?p 1 }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"
DESCRIBE = "DESCRIBE <urn:a:b>"


@pytest.fixture
def engine() -> OxigraphEngine:
    """Return an engine over one triple."""
    store = Store()
    store.load("<urn:a:b> <urn:a:c> 1 .", RdfFormat.TURTLE)
    return OxigraphEngine(store)


def test_every_form_has_its_answer(engine: OxigraphEngine) -> None:
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


def test_another_form_than_asked_for_is_an_error(engine: OxigraphEngine) -> None:
    """A method that wants one form refuses the others by name."""
    with pytest.raises(SparqlError, match="expected a SELECT"):
        engine.select(ASK)
    with pytest.raises(SparqlError, match="expected an ASK"):
        engine.ask(SELECT)
    with pytest.raises(SparqlError, match="expected CONSTRUCT"):
        engine.construct(SELECT)


def test_an_update_is_refused_and_changes_nothing(engine: OxigraphEngine) -> None:
    """SPARQL Update is no query: it raises an error and the store stays as it is."""
    with pytest.raises(SparqlError, match="does not parse"):
        engine.query("DELETE WHERE { ?s ?p ?o }")
    assert engine.ask(ASK)


def test_a_failure_of_the_store_is_an_engine_error(engine: OxigraphEngine) -> None:
    """What the store cannot answer raises an error of the tree, not one of the store."""
    with pytest.raises(EngineError, match="could not answer"):
        engine.query("SELECT * WHERE { SERVICE <urn:nowhere:at-all> { ?s ?p ?o } }")


def test_a_column_that_is_not_there_names_those_that_are(engine: OxigraphEngine) -> None:
    """Asking a table for an unknown column raises KeyError with the columns."""
    with pytest.raises(KeyError, match="the columns are o"):
        engine.select(SELECT).column("x")


def test_answers_cannot_be_changed(engine: OxigraphEngine) -> None:
    """A table is read-only."""
    with pytest.raises(AttributeError, match="read-only"):
        engine.select(SELECT).columns = ()
