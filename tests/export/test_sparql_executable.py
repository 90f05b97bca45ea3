"""The canned queries as SHACL executables are the query files, for whoever reads them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from engines import embedded, second
from rdflib import RDF, RDFS, SDO, SH

from nemokg.errors import SparqlError
from nemokg.export.sparql_executable import render_queries
from nemokg.queries import catalogue
from nemokg.rdf import formats
from nemokg.rdf.results import Table

NAMES = catalogue.query_names()
QUERY = "https://w3id.org/nemokg/query/"
SPEX = rdflib.Namespace("https://purl.expasy.org/sparql-examples/ontology#")
# How readers of the SPARQL examples of the SIB ask for them.
READER = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
SELECT DISTINCT ?example ?comment ?query WHERE {
  ?example a sh:SPARQLExecutable ; rdfs:comment ?comment ;
    sh:select|sh:ask|sh:construct|spex:describe ?query .
} ORDER BY ?example"""
# What the SIB asks of an example, but for the address of an endpoint: there is none yet.
SHAPE = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix spex: <https://purl.expasy.org/sparql-examples/ontology#> .
[] sh:targetClass sh:SPARQLExecutable ;
  sh:property [ sh:path [ sh:alternativePath ( sh:select sh:ask sh:construct spex:describe ) ] ;
      sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path rdfs:comment ; sh:minCount 1 ; sh:datatype rdf:langString ; sh:uniqueLang true ] ,
    [ sh:path schema:keywords ; sh:minCount 1 ; sh:pattern "^[^ ].*[^ ]$" ] ,
    [ sh:path sh:prefixes ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
"""


@cache
def text() -> str:
    """Return the document for the bundled queries."""
    return render_queries([catalogue.find_query(name) for name in NAMES])


@cache
def graph() -> rdflib.Graph:
    """Return what rdflib reads from it."""
    return rdflib.Graph().parse(data=text(), format="turtle")


def selected(name: str) -> str:
    """Return the text of a query as the document has it."""
    (query,) = graph().objects(rdflib.URIRef(QUERY + name), SH.select)
    return str(query)


def rows(engine: str, query: str) -> str:
    """Return the answer to a query as CSV."""
    answer = (embedded() if engine == "oxigraph" else second()).query(query)
    assert isinstance(answer, Table)
    return formats.csv_text(answer)


def test_there_is_an_example_for_each_file() -> None:
    """Readers of SPARQL examples find as many of them as there are query files, by their names."""
    store = pyoxigraph.Store()
    store.load(text(), pyoxigraph.RdfFormat.TURTLE)
    found = store.query(READER)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [str(row["example"].value).removeprefix(QUERY) for row in found]
    assert names == NAMES
    assert len(names) > 50
    assert [str(row[0]).removeprefix(QUERY) for row in graph().query(READER)] == NAMES  # type: ignore[index]


def test_oxigraph_and_rdflib_read_the_same() -> None:
    """Two libraries read the same triples, no blank node among them."""
    read = {
        tuple(str(getattr(part, "value", part)) for part in quad.triple)
        for quad in pyoxigraph.parse(text(), pyoxigraph.RdfFormat.TURTLE)
    }
    assert read == {tuple(map(str, triple)) for triple in graph()}
    assert not any(isinstance(node, rdflib.BNode) for node in graph().all_nodes())


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_that_of_the_file(name: str) -> None:
    """The text of an example is the file without its header, and parses in both engines."""
    file = catalogue.find_query(name).text
    kept = "".join(line for line in file.splitlines(True) if not line.startswith("#+"))
    assert selected(name) == kept.strip()
    assert rows("oxigraph", selected(name)) == rows("oxigraph", file)


@pytest.mark.parametrize("name", NAMES)
def test_the_declared_prefixes_suffice(name: str) -> None:
    """Without its own prefixes an example gives the same rows under those of sh:prefixes."""
    (owner,) = graph().objects(rdflib.URIRef(QUERY + name), SH.prefixes)
    prefixes = {
        str(graph().value(part, SH.prefix)): str(graph().value(part, SH.namespace))
        for part in graph().objects(owner, SH.declare)
    }
    bare = re.sub(r"(?m)^PREFIX .*\n", "", selected(name))
    assert "PREFIX" not in bare
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items())
    assert rows("oxigraph", declared + bare) == rows("oxigraph", selected(name))


@pytest.mark.parametrize("name", ["edges", "find", "teachers-of-student", "conflicts"])
def test_another_engine_gives_the_same_rows(name: str) -> None:
    """rdflib, which read the example, answers it with the rows that Oxigraph gives."""
    assert rows("rdflib", selected(name)) == rows("oxigraph", selected(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_description_is_that_of_the_header(name: str) -> None:
    """Label, comment and keywords say what the header of the file says."""
    query, example = catalogue.find_query(name), rdflib.URIRef(QUERY + name)
    assert [str(label) for label in graph().objects(example, RDFS.label)] == [query.summary]
    (comment,) = map(str, graph().objects(example, RDFS.comment))
    assert query.summary in comment
    assert query.description in comment
    assert {str(word) for word in graph().objects(example, SDO.keywords)} == set(query.tags)


def test_examples_have_the_form_that_the_sib_asks_for() -> None:
    """Every example conforms to what the SIB requires, and one without a comment would not."""
    shape = rdflib.Graph().parse(data=SHAPE, format="turtle")
    conforms, _, report = pyshacl.validate(graph(), shacl_graph=shape)
    assert conforms, report
    poorer = rdflib.Graph() + graph()
    poorer.remove((rdflib.URIRef(QUERY + "edges"), RDFS.comment, None))
    assert not pyshacl.validate(poorer, shacl_graph=shape)[0]


@pytest.mark.parametrize(
    ("query", "kind", "form"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", SH.SPARQLSelectExecutable, SH.select),
        ("# SELECT\nASK { ?s <x:SELECT> ?o }", SH.SPARQLAskExecutable, SH.ask),
        (
            "PREFIX ask: <x:ask#>\nconstruct { ?s ?p ?o } WHERE { ?s ?p ?o }",
            SH.SPARQLConstructExecutable,
            SH.construct,
        ),
        ("DESCRIBE <x:ask>", SPEX.SPARQLDescribeExecutable, SPEX.describe),
    ],
)
def test_each_form_has_its_class_and_property(
    query: str, kind: rdflib.URIRef, form: rdflib.URIRef
) -> None:
    """The form of a query decides its class and the property of its text."""
    found = rdflib.Graph().parse(
        data=render_queries([catalogue.parse_query("my.rq", query)]), format="turtle"
    )
    example = rdflib.URIRef(QUERY + "my")
    assert set(found.objects(example, RDF.type)) == {SH.SPARQLExecutable, kind}
    assert [str(body) for body in found.objects(example, form)] == [query]


@pytest.mark.parametrize(
    "literal", ['"a"', '""', '"\\""', '"\\\\"', "'''\"\"\"x\"\"\"'''", '"é\t"']
)
def test_awkward_strings_survive(literal: str) -> None:
    """Quotation marks and backslashes, at the end too, are read back as they are in the file."""
    query = f"SELECT * WHERE {{ ?s ?p ?o }}\n# {literal}"
    found = rdflib.Graph().parse(
        data=render_queries([catalogue.parse_query("my.rq", query)]), format="turtle"
    )
    assert [str(body) for body in found.objects(None, SH.select)] == [query]


def test_what_is_no_query_is_refused(tmp_path: Path) -> None:
    """A file that holds no query is named in the error."""
    with pytest.raises(SparqlError, match=r"my\.rq: no query; write SELECT"):
        render_queries([catalogue.parse_query("my.rq", "# nothing")])
