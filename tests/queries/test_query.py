"""Query files: their headers, their parameters, and what a value may do to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from pyoxigraph import Store

from nemokg import api
from nemokg.dataset.opening import open_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import InputError, ParameterError, SparqlError, UnknownQueryError
from nemokg.queries import catalogue, execution
from nemokg.queries.parameters import bind_parameters, parameter_positions
from nemokg.rdf.results import CannedQuery, Parameter, Table
from nemokg.rdf.sparql import QueryText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

MODEL = "https://w3id.org/nemokg/model/"


@pytest.fixture
def engine(bundle: Path) -> OxigraphEngine:
    """Return an engine over the small bundle."""
    return OxigraphEngine(open_dataset().store)


def one(default: str, headed: str = "x", row: str = "VALUES ?p {{ {} }}") -> CannedQuery:
    """Return a query with one parameter p."""
    body = f"PREFIX model: <{MODEL}>\nSELECT ?p WHERE {{ {row.format(default)} }}"
    return catalogue.parse_query(
        "one.rq", f"#+ summary: One\n#+ defaults:\n#+   - p: {headed}\n{body}"
    )


def test_the_header_is_read_whole(bundle: Path) -> None:
    """Summary, continued description, tags and defaults come out of the header."""
    found = catalogue.find_query("teachers")
    assert found.summary == "Teachers of a student"
    assert found.description == "One row per teacher, with the status of its claim, by name."
    assert found.tags == ("distillation",)
    assert found.parameters == (Parameter("student", "model:student"), Parameter("status", "nemo:"))
    assert found.text == (bundle / "queries/teachers.rq").read_text()


def test_headers_are_also_yaml(bundle: Path) -> None:
    """A YAML parser, which other tools use, reads the headers as this one does."""
    names = catalogue.query_names()
    for name in names:
        found = catalogue.find_query(name)
        lines = [line[3:] for line in found.text.splitlines() if line.startswith("#+")]
        header = yaml.safe_load("\n".join(lines))
        assert header["summary"] == found.summary, name
        assert " ".join(header.get("description", "").split()) == found.description, name
        assert tuple(header.get("tags", ())) == found.tags, name
        defaults = {k: v for item in header.get("defaults", ()) for k, v in item.items()}
        assert list(defaults) == [parameter.name for parameter in found.parameters], name
    assert names == ["labels", "teachers", "weights"]


def test_a_query_without_header_is_a_query(tmp_path: Path) -> None:
    """A file of plain SPARQL is read as a query without parameters."""
    file = tmp_path / "mine.rq"
    file.write_text("ASK { ?s ?p ?o }")
    assert catalogue.read_query_file(str(file)).parameters == ()


def test_a_broken_header_is_placed() -> None:
    """A header line that breaks the grammar raises an error with its line number."""
    with pytest.raises(InputError, match=r"q\.rq, line 2: write the header"):
        catalogue.parse_query("q.rq", "#+ summary: x\n#+ nonsense\nASK {}")


def test_a_default_without_colon_is_reported() -> None:
    """A default that is no NAME: VALUE raises an error that quotes it."""
    with pytest.raises(InputError, match='the default "student"'):
        catalogue.parse_query("q.rq", "#+ defaults:\n#+   - student\nASK {}")


def test_an_unknown_query_offers_the_nearest(bundle: Path) -> None:
    """A misspelt name raises an error that offers the names close to it."""
    with pytest.raises(UnknownQueryError, match="Did you mean teachers"):
        catalogue.find_query("teecher")


@pytest.mark.parametrize(
    "value",
    [
        "maths-teacher",
        "model:maths-teacher",
        f"{MODEL}maths-teacher",
        f"<{MODEL}maths-teacher>",
    ],
)
@pytest.mark.parametrize("default", ["model:student", f"<{MODEL}student>"])
def test_a_resource_may_be_given_in_four_ways(
    engine: OxigraphEngine, default: str, value: str
) -> None:
    """Local name, prefixed name and IRI, with angle brackets or without, mean the same."""
    text = bind_parameters(one(default), {"p": value}, engine)
    assert f"VALUES ?p {{ <{MODEL}maths-teacher> }}" in text


@pytest.mark.parametrize("value", ["student", "model:student", f"<{MODEL}student>"])
def test_any_resource_may_be_narrowed_to_one(engine: OxigraphEngine, value: str) -> None:
    """Where the default is UNDEF, a bare name is one of the namespace that the header gives."""
    text = bind_parameters(one("UNDEF", headed='"model:"'), {"p": value}, engine)
    assert f"VALUES ?p {{ <{MODEL}student> }}" in text


@pytest.mark.parametrize("row", ["VALUES ?p {{ {} }}", "values (?p) {{ ({}) }}", "VALUES ?p{{{}}}"])
@pytest.mark.parametrize(
    ("default", "value", "term"),
    [
        ("false", "true", "true"),
        ("10", "3", "3"),
        ("1.5", "-2e3", "-2e3"),
        ('"e"', "x", '"x"'),
        ('"e"@en', "x", '"x"@en'),
        ('"e"^^<urn:x:y>', "x", '"x"^^<urn:x:y>'),
        ('"a \\" b"', "x", '"x"'),
        ("'e'@en", "x", '"x"@en'),
        ("'''a } \\' b'''^^xsd:y", "x", '"x"^^xsd:y'),
    ],
)
def test_a_value_takes_the_kind_of_the_default(
    engine: OxigraphEngine, row: str, default: str, value: str, term: str
) -> None:
    """Booleans, numbers and texts replace the default as terms of the same kind, and only it."""
    before = one(default, row=row)
    after = bind_parameters(before, {"p": value}, engine)
    assert after == before.text.replace(default, term)


@pytest.mark.parametrize(
    ("default", "value", "problem"),
    [
        ("false", "yes", "p is true or false"),
        ("10", "ten", "p is a number such as 10"),
        ("10", "1 } ?s ?p ?o {", "p is a number"),
        ("model:student", "a> <b", "is not a name"),
        ("model:student", "x y", "is not a name"),
        ("model:student", "studnet", "does not occur in the data. Did you mean student"),
        ("model:student", "modle:student", "does not occur in the data. Did you mean student"),
        ("UNDEF", "nobody-at-all", "does not occur in the data"),
        ("model:student", "nemo:judges", "p takes names such as model:NAME"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    engine: OxigraphEngine, default: str, value: str, problem: str
) -> None:
    """A value of the wrong kind, or a resource that is not there, raises an error that says so."""
    with pytest.raises(ParameterError, match=problem):
        bind_parameters(one(default, headed="model:"), {"p": value}, engine)


@pytest.mark.parametrize("value", ['"', "\\", '" } DROP ALL #', "a\nb\r\tc", "\\u0022", "'", "é😀"])
def test_a_text_cannot_leave_its_quotes(engine: OxigraphEngine, value: str) -> None:
    """Whatever a text holds, the query gets exactly that text as its value."""
    answer = execution.run_query(engine, one('"e"'), {"p": value})
    assert isinstance(answer, Table)
    assert answer.column("p") == [value]


def test_rows_in_comments_and_strings_are_no_rows(engine: OxigraphEngine) -> None:
    """What looks like the row of a parameter inside a comment, string or IRI is left alone."""
    text = (
        "#+ defaults:\n#+   - p: 1\n# VALUES ?p { 2 }\n"
        'SELECT ?p ?q WHERE { VALUES ?q { "VALUES ?p { 3 }" } VALUES ?p { 1 } # VALUES ?p { 4 }\n'
        "  VALUES ?r { <urn:x:VALUES> 'VALUES ?p { 5 }' } # VALUES ?p { 6 }\n}"
    )
    bound = bind_parameters(catalogue.parse_query("q.rq", text), {"p": "7"}, engine)
    assert bound == text.replace("VALUES ?p { 1 }", "VALUES ?p { 7 }")


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_relative_iris_are_resolved_against_the_file(
    tmp_path: Path, nemokg: Callable[..., Outcome], engine: str
) -> None:
    """A query file finds what a data file beside it names by the same relative IRIs."""
    (tmp_path / "a.ttl").write_text("<s> <p> <#o> .")
    (tmp_path / "a.rq").write_text("#+ summary: <x>\nSELECT ?o { <s> <p> ?o }")
    files = ("--file", tmp_path / "a.rq", "--data", tmp_path / "a.ttl")
    outcome = nemokg("query", *files, "--engine", engine, "--format", "csv")
    assert outcome.out == f"o\nfile://{tmp_path}/a.ttl#o\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK { ?s <p> ?o }", "BASE <urn:x:/> ASK { ?s <p> ?o }"),
        ("# <c>\nPREFIX : <#> ASK { }", "# <c>\nBASE <urn:x:/> PREFIX : <#> ASK { }"),
        ("BASE <b/> ASK { <p> a ?o }", "BASE <urn:x:/> BASE <b/> ASK { <p> a ?o }"),
        ("BASE <urn:b:/> ASK { <p> a ?o }", "BASE <urn:b:/> ASK { <p> a ?o }"),
        ("ASK { ?s ?p <urn:a> FILTER(?s<?o&&?o>2) }", "ASK { ?s ?p <urn:a> FILTER(?s<?o&&?o>2) }"),
        ("ASK { ?s ?p '<a>' }", "ASK { ?s ?p '<a>' }"),
    ],
)
def test_a_base_is_declared_where_one_is_needed(text: str, expected: str) -> None:
    """A query gets a base only if one of its IRIs is relative and none is declared before it."""
    assert QueryText(text).with_base("urn:x:/") == expected


def test_a_relative_iri_without_base_is_named(engine: OxigraphEngine) -> None:
    """Where nothing gives a base, the error names the relative IRI and what to write."""
    with pytest.raises(
        SparqlError, match=r"line 2, column 4: the IRI <Thing> is relative; write BASE <…>"
    ):
        engine.query("ASK { ?s\n a <Thing> }")


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("VALUES ?n { 1 }", "1"),
        ("values(?n){(1.5)}", "1.5"),
        ("VALUES?n{-1e3}", "-1e3"),
        ("VALUES ( $n ) { ( true ) }", "true"),
        ('VALUES ?n { "a } # \\" b"@en-gb }', '"a } # \\" b"@en-gb'),
        ("VALUES ?n { 'a' }", "'a'"),
        ('VALUES ?n { """a "quoted" } text""" }', '"""a "quoted" } text"""'),
        ('VALUES ?n { "1"^^<urn:x:type> }', '"1"^^<urn:x:type>'),
        ('VALUES ?n { "1"^^xsd:byte }', '"1"^^xsd:byte'),
        ("VALUES ?n { <urn:x:a#b> }", "<urn:x:a#b>"),
        ("VALUES ?n { # one value\n model:a.b-c # no more\n }", "model:a.b-c"),
        ("FILTER (?a < 1 && ?b > 2) VALUES ?n { UNDEF }", "UNDEF"),
        ("?a foaf:knows? ?b . VALUES ?n { 1 }", "1"),
    ],
)
def test_the_row_of_a_parameter_is_found_however_it_is_written(row: str, value: str) -> None:
    """A row of one variable and one value is found as SPARQL reads it."""
    query = catalogue.parse_query("q.rq", f"#+ defaults:\n#+   - n: 0\nASK {{ {row} }}")
    start, end = parameter_positions(query)["n"]
    assert query.text[start:end] == value


@pytest.mark.parametrize(
    "row",
    [
        "VALUES ?n { 1 2 }",
        "VALUES ?n { }",
        "VALUES (?n ?m) { (1 2) }",
        "# VALUES ?n { 1 }",
        "FILTER (?a = 'VALUES ?n { 1 }')",
        "FILTER (?a = <urn:VALUES?n{1}>)",
        "?VALUES ?n { 1 }",
    ],
)
def test_other_rows_are_no_parameters(row: str) -> None:
    """What only looks like a row of one value is none."""
    with pytest.raises(InputError):
        parameter_positions(
            catalogue.parse_query("q.rq", f"#+ defaults:\n#+   - n: 0\nASK {{ {row} }}")
        )


def test_all_parameters_are_bound_at_once(engine: OxigraphEngine) -> None:
    """Several values find their rows, whatever their length and order."""
    values = {"exact": "true", "text": "Maths teacher", "most": "100"}
    answer = execution.run_query(engine, catalogue.find_query("labels"), values)
    assert isinstance(answer, Table)
    assert answer.column("label") == ["Maths teacher"]


def test_an_unknown_parameter_lists_those_there_are(engine: OxigraphEngine) -> None:
    """A misspelt parameter raises an error with the parameters and the nearest of them."""
    with pytest.raises(
        ParameterError, match=r'no parameter "studnt"; it takes student, status\. Did you mean'
    ):
        bind_parameters(catalogue.find_query("teachers"), {"studnt": "x"}, engine)


def test_a_query_without_parameters_says_so(engine: OxigraphEngine) -> None:
    """A parameter for a query that takes none raises an error that says to leave it out."""
    with pytest.raises(ParameterError, match='takes no parameters; leave out "student"'):
        bind_parameters(catalogue.find_query("weights"), {"student": "x"}, engine)


def test_a_parameter_without_row_is_a_fault_of_the_file(engine: OxigraphEngine) -> None:
    """A header that promises a parameter that the text lacks raises an error about the file."""
    broken = catalogue.parse_query("q.rq", "#+ defaults:\n#+   - p: 1\nSELECT * WHERE { ?s ?p ?o }")
    with pytest.raises(InputError, match=r"q\.rq: the parameter p needs a row"):
        bind_parameters(broken, {"p": "2"}, engine)


def test_every_bundled_parameter_has_its_row() -> None:
    """No bundled query promises a parameter that its text lacks."""
    for name in catalogue.query_names():
        found = catalogue.find_query(name)
        assert set(parameter_positions(found)) == {parameter.name for parameter in found.parameters}


def test_wrong_sparql_names_the_file_and_the_line() -> None:
    """SPARQL that does not parse raises an error with file, line and column."""
    broken = catalogue.parse_query("mine.rq", "SELECT ?s\nWHERE { ?s ?p }")
    with pytest.raises(SparqlError, match=r"mine\.rq: the SPARQL does not parse: line 2, column"):
        execution.run_query(OxigraphEngine(Store()), broken)


def test_an_enumerated_text_must_occur_in_the_data() -> None:
    """A text that a query enumerates and the data lack is refused instead of finding nothing."""
    kg = api.load()
    assert kg.query("influence", kind="reward") != kg.query("influence", kind="data")
    with pytest.raises(ParameterError, match='kind: "nope" is not one of the values in the data'):
        kg.query("influence", kind="nope")
    with pytest.raises(ParameterError, match="weight"):
        kg.query("conflicts", weight="Z")
