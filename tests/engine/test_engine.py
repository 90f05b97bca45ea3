"""The engines: forms of queries, and failures, the same with each."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from nemokg.engine import ENGINES, make_engine
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
    return make_engine(request.param, lambda: store)


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


def test_prefixes_of_the_dataset_are_declared(engine: Engine) -> None:
    """A query may use them undeclared, and what it declares itself wins."""
    same = "ASK { FILTER(nemo:x = <https://w3id.org/nemokg/ontology#x>) }"
    assert engine.ask(same) is True
    assert engine.ask(f"PREFIX nemo: <urn:own:> {same}") is False
    ordered = engine.select("SELECT ?s { VALUES ?s { model:b model:a } } ORDER BY ?s")
    assert [str(name)[-1] for name in ordered.column("s")] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "SELECT ?s {\n  ?s a nemo:Claim ; foaf:name ?n }",
            "line 2, column 21: the prefix foaf is not declared; write PREFIX foaf: <…> before the"
            " query.",
        ),
        (
            "SELECT * { ?s ?p ?o } LIMIT 3 ORDER BY ?s",
            "line 1, column 31: ORDER BY comes after LIMIT; write it first.",
        ),
        (
            "SELECT ?s ORDER BY ?s WHERE { ?s ?p ?o }",
            "line 1, column 11: ORDER is not allowed here; write (, FROM, WHERE, a variable or {.",
        ),
        (
            "SELECT ?s { ?s a nemo:Claim } ORDER BY ?s GROUP BY ?s",
            "line 1, column 43: GROUP BY comes after ORDER BY; write it first.",
        ),
        (
            "SELECT ?s { ?s a nemo:Claim ORDER BY ?s",
            "line 1, column 29: ORDER is not allowed here; correct it.",
        ),
    ],
)
def test_a_fault_is_told_alike_by_each(engine: Engine, text: str, sentence: str) -> None:
    """Each engine names the same line, column and token of the user's own text."""
    with pytest.raises(SparqlError) as caught:
        engine.query(text)
    assert str(caught.value) == f"the SPARQL does not parse: {sentence}"


def test_a_rule_beyond_the_grammar_is_told() -> None:
    """Where a query keeps the grammar, the embedded engine names the rule that it breaks."""
    engine = make_engine("oxigraph", Store)
    with pytest.raises(SparqlError, match=r"column 34: SELECT \* is not authorized with GROUP BY;"):
        engine.query("SELECT * { ?s ?p ?o } GROUP BY ?s")
    with pytest.raises(SparqlError, match=r"rule on variables or blank nodes; leave out"):
        engine.query("ASK { _:a ?p ?o OPTIONAL { _:a ?p ?x } }")


@pytest.mark.parametrize("modifier", ["ORDER BY ?o LIMIT 2", "ORDER BY DESC(-?o) LIMIT 2 # two"])
def test_any_form_may_be_ordered(modifier: str) -> None:
    """CONSTRUCT and DESCRIBE take the first in the order, and ASK answers, with each engine."""
    store = Store()
    store.load("".join(f"<urn:s:{n}> <urn:p> {n} ." for n in (3, 1, 2)), RdfFormat.TURTLE)
    for name in ENGINES:
        engine = make_engine(name, lambda: store)
        pattern = f"{{ ?s <urn:p> ?o }} {modifier}"
        built = engine.construct(f"CONSTRUCT {{ ?s <urn:q> ?o }} WHERE {pattern}")
        assert sorted(str(triple.object)[1] for triple in built.triples) == ["1", "2"]
        assert len(engine.construct(f"DESCRIBE ?s {pattern}")) == 2
        assert engine.ask(f"ASK {pattern}") is True
        assert len(engine.construct("CONSTRUCT WHERE { ?s <urn:p> ?o } ORDER BY ?s")) == 3


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


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_literal_that_is_no_value_is_passed_over_in_silence(
    engine_name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no number is a term like any other; rdflib prints no traceback about it."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # as where nobody set up logging
    store = Store()
    store.load(
        '<urn:a> <urn:b> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .', RdfFormat.TURTLE
    )
    (value,) = make_engine(engine_name, lambda: store).select(SELECT).rows[0]
    assert str(value) == '"x"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert capsys.readouterr() == ("", "")
