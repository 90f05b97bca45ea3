"""Rendering: formats for programs agree with the standards, those for people can be read."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import OutputError
from nemokg.rdf.results import Graph, Solutions, Table
from nemokg.text.answers import FORMATS, answer_pieces, render_answer

if TYPE_CHECKING:
    from nemokg.rdf.results import Answer

CLAIM = "https://w3id.org/nemokg/claim/a--judges--b"
TEXTS = """
SELECT ?iri ?text ?number WHERE {
  VALUES (?iri ?text ?number) {
    (<https://w3id.org/nemokg/claim/a--judges--b> "comma, \\"quote\\"" 1)
    (<https://example.org/x> "line\\nend\\tand\\rtab \\\\ é" 2.5)
    (UNDEF "tagged | piped"@en true)
    (UNDEF "only a line\\nend" 3)
    (UNDEF "only a return\\rhere" 4)
    (UNDEF "[red]not markup[/red]" UNDEF)
  }
}"""


@pytest.fixture
def table() -> Table:
    """Return rows with everything that needs care."""
    return OxigraphEngine(Store()).select(TEXTS)


def reference(results_format: QueryResultsFormat) -> str:
    """Return the same rows as Oxigraph itself writes them."""
    solutions = Store().query(TEXTS)
    assert isinstance(solutions, QuerySolutions)
    written = solutions.serialize(format=results_format)
    assert written is not None
    return written.decode()


def test_csv_is_that_of_the_standard(table: Table) -> None:
    """CSV equals that of another implementation of the standard, but for the end of lines."""
    standard = list(csv.reader(io.StringIO(reference(QueryResultsFormat.CSV), newline="")))
    written = render_answer(table, "csv")
    assert list(csv.reader(io.StringIO(written, newline=""))) == standard
    assert written.startswith("iri,text,number\n")
    assert written.splitlines()[1].startswith(CLAIM)


def test_tsv_is_read_back_as_the_same_terms(table: Table) -> None:
    """TSV keeps every term, its language and datatype."""
    assert_read_back(table, render_answer(table, "tsv"), QueryResultsFormat.TSV)


def test_json_is_read_back_as_the_same_terms(table: Table) -> None:
    """JSON keeps every term, its language and datatype, and the variables without value."""
    written = render_answer(table, "json")
    assert_read_back(table, written, QueryResultsFormat.JSON)
    assert json.loads(written) == json.loads(reference(QueryResultsFormat.JSON))


@pytest.mark.parametrize("form", FORMATS[:-1])
def test_rows_that_come_one_by_one_look_like_a_table(table: Table, form: str) -> None:
    """An answer that comes as it is read is rendered as the table of its rows is."""
    streamed = Solutions(table.columns, iter(table.rows))
    assert "".join(answer_pieces(streamed, form)) == render_answer(table, form)


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_a_row_is_written_before_all_are_read(form: str) -> None:
    """Formats for programs hold no more than a row or two of an answer."""
    solutions = Solutions(("n",), ((Literal(number),) for number in range(10_000)))
    written = "".join(islice(answer_pieces(solutions, form), 1000))
    assert "998" in written
    assert next(solutions.rows)[0] in (Literal(999), Literal(1000))


def assert_read_back(table: Table, text: str, results_format: QueryResultsFormat) -> None:
    """Hold that a text is another form of the table."""
    solutions = parse_query_results(text, format=results_format)
    assert isinstance(solutions, QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == table.columns
    assert tuple(tuple(row) for row in solutions) == table.rows


def test_markdown_has_one_row_per_line_with_short_names(table: Table) -> None:
    """Markdown escapes what would end a cell and shows prefixed names."""
    lines = render_answer(table, "md").splitlines()
    assert lines[:3] == [
        "| iri | text | number |",
        "| --- | --- | --- |",
        '| claim:a--judges--b | comma, "quote" | 1 |',
    ]
    assert lines[4] == r"|  | tagged \| piped | true |"
    assert len(lines) == 8


def test_a_piped_table_has_one_line_per_row(table: Table) -> None:
    """Without a width, every row is one line, aligned, with names that can be copied."""
    lines = render_answer(table).splitlines()
    assert len(lines) == 2 + len(table)
    assert lines[2] == 'claim:a--judges--b     comma, "quote"         1'
    assert lines[3] == "https://example.org/x  line end and tab \\ é   2.5"


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_table_on_a_terminal_fits_and_breaks_no_name(table: Table, width: int) -> None:
    """With enough width, rows are laid out in it, and no name or markup is lost."""
    text = render_answer(table, "table", width)
    assert max(map(len, text.splitlines())) <= width
    assert "claim:a--judges--b" in text
    assert "[red]not markup[/red]" in text
    assert text.splitlines()[0].split() == ["iri", "text", "number"]


def test_a_table_too_wide_for_the_terminal_becomes_records(table: Table) -> None:
    """Where names would have to be broken, each row is a block of names and values."""
    blocks = render_answer(table, "table", 30).split("\n\n")
    assert blocks[0] == 'iri     claim:a--judges--b\ntext    comma, "quote"\nnumber  1'
    assert len(blocks) == len(table)


@pytest.mark.parametrize("form", ["table", "md", "csv", "tsv", "json"])
@pytest.mark.parametrize("width", [None, 10, 80])
def test_no_rows_are_no_fault(form: str, width: int | None) -> None:
    """An empty answer is rendered in every format, with its columns named."""
    text = render_answer(Table(("a", "b"), ()), form, width)
    assert {"a", "b"} <= set(re.findall(r"\w", text))


def test_turtle_is_read_back_as_the_same_graph() -> None:
    """A graph in Turtle has the same triples, under short names."""
    store = Store()
    store.load(f"<{CLAIM}> <urn:x:y> 1, <{CLAIM}> .", RdfFormat.TURTLE)
    graph = OxigraphEngine(store).construct("CONSTRUCT WHERE { ?s ?p ?o }")
    text = render_answer(graph)
    assert {str(quad.triple) for quad in parse(text, RdfFormat.TURTLE)} == set(map(str, graph))
    assert "claim:a--judges--b" in text
    assert "@prefix model:" not in text


def test_a_graph_is_also_a_table() -> None:
    """A graph in a format of tables has the columns subject, predicate and object."""
    store = Store()
    store.load("<urn:a:b> <urn:x:y> 1 .", RdfFormat.TURTLE)
    graph = OxigraphEngine(store).construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert render_answer(graph, "csv") == "subject,predicate,object\nurn:a:b,urn:x:y,1\n"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "md"])
def test_a_truth_value_is_one_word(form: str) -> None:
    """The answer to an ASK is true or false in every format of tables, and JSON in JSON."""
    assert render_answer(True, form) == "true\n"
    assert json.loads(render_answer(False, "json")) == {"head": {}, "boolean": False}


@pytest.mark.parametrize("answer", [Table(("a",), ()), True])
def test_only_graphs_become_turtle(answer: Answer) -> None:
    """Asking for Turtle where there is no graph raises an error that says so."""
    with pytest.raises(OutputError, match="ttl is for graphs"):
        render_answer(answer, "ttl")


def test_an_unknown_format_lists_those_there_are() -> None:
    """A format that does not exist raises an error with those that do."""
    with pytest.raises(OutputError, match=f"choose one of {', '.join(FORMATS)}"):
        render_answer(Graph(()), "xlsx")


def test_python_values_of_terms() -> None:
    """Records hold numbers and booleans as such, IRIs and other literals as text."""
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    row = (Literal(2), Literal(2.5), Literal(False), Literal("x"), NamedNode("urn:a:b"), None)
    names = tuple("abcdef")
    assert list(Table(names, (row,)).records()) == [
        dict(zip(names, [2, 2.5, False, "x", "urn:a:b", None], strict=True))
    ]
    assert Table(("a",), ((Literal("many", datatype=integer),),)).column("a") == ["many"]


def test_terms_of_rdf_1_2_are_not_lost() -> None:
    """A triple as a term and the direction of a text are kept in JSON and TSV, and shown."""
    answer = OxigraphEngine(Store()).select(
        "SELECT ?t ?d WHERE { BIND(TRIPLE(<urn:a:b>, <urn:x:y>, 1) AS ?t)"
        " BIND(STRLANGDIR('x', 'he', 'rtl') AS ?d) }"
    )
    (row,) = answer
    assert_read_back(answer, render_answer(answer, "json"), QueryResultsFormat.JSON)
    assert_read_back(answer, render_answer(answer, "tsv"), QueryResultsFormat.TSV)
    assert str(row[0]) in render_answer(answer)
