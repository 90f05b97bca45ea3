"""The exports in RDF: the same graph in other clothes, or a part of it by status."""

from __future__ import annotations

import warnings
from collections import Counter
from typing import Any

import pytest
import rdflib
from exports import NAMES, datasets, edges, exported, rows
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from rdflib.compare import isomorphic

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.dataset.views import stated_only_store
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import render_dataset
from nemokg.rdf.vocab import PREFIXES, XSD
from nemokg.training.graph import nodes_and_edges

WHOLE = {"nt": "nt", "ttl": "turtle"}
GRAPHS = {"nq": "nquads", "trig": "trig"}
# Neither an order of triples nor a name of a blank node is the same when a file is read again.
AWKWARD = r"""
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix x: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:b x:p "a \"b\" \\ c\nd\ttab"@en , "x"@de , "plain" , 5 , 8.03 , true , "05"^^<urn:x:type> ;
    x:q ( 1 2 ) , [ x:p [ x:p x:b ] ] ; a x:C , x:D .
x:a nemo:p "only German"@de ; x:label "A" ; nemo:label "B" .
<urn:x:\u00e9> x:p <https://example.org/a/slash#and-hash> , "007"^^xsd:integer .
"""
# The triples that claims of a status assert.
CLAIMED = """
SELECT DISTINCT ?status ?s ?p ?o WHERE {
  ?s ?p ?o . ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status .
  FILTER NOT EXISTS { ?claim nemo:rank nemo:deprecated }
}
"""


def source() -> rdflib.Graph:
    """Return what rdflib reads from the files of the dataset."""
    graph = rdflib.Graph()
    for file in open_dataset().files:
        graph.parse(file, format="turtle")
    assert len(graph) > 1000
    return graph


def read(text: str, form: str) -> rdflib.Graph:
    """Return the triples that rdflib, which wrote none of them, reads, whatever their graph."""
    if form in WHOLE:
        return rdflib.Graph().parse(data=text, format=WHOLE[form])
    graph = rdflib.Graph()
    for subject, predicate, object_, _ in quads(text, form):
        graph.add((subject, predicate, object_))
    return graph


def quads(text: str, form: str) -> list[Any]:
    """Return the quads that rdflib reads."""
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # within rdflib itself
        dataset.parse(data=text, format=GRAPHS[form])
    default = str(dataset.default_graph.identifier)
    return [(*triple, None if str(g) == default else g) for *triple, g in dataset.quads()]


@pytest.mark.parametrize("form", [*WHOLE, *GRAPHS])
def test_an_export_reads_back_as_the_files(form: str) -> None:
    """Another library reads from an export the graph that it reads from the Turtle files."""
    assert isomorphic(read(exported("bundled", form), form), source())


@pytest.mark.parametrize("form", [*WHOLE, *GRAPHS, "rdf12"])
def test_awkward_terms_survive(form: str) -> None:
    """Escapes, languages, datatypes, odd numbers, lists and blank nodes survive."""
    store = Store()
    store.load(AWKWARD, RdfFormat.TURTLE)
    expected = rdflib.Graph().parse(data=AWKWARD, format="turtle")
    # Nothing here is reified, so that Turtle 1.2 is Turtle.
    found = read(render_dataset(Dataset(store), form), "ttl" if form == "rdf12" else form)
    assert isomorphic(found, expected)


@pytest.mark.parametrize("form", ["nt", "nq"])
def test_lines_are_sorted(form: str) -> None:
    """N-Triples and N-Quads are sorted lines, each once; in quads some have a graph."""
    lines = exported("other", form).splitlines()
    assert lines == sorted(set(lines))
    named = [line for line in lines if line.endswith("/inferred> .")]
    assert bool(named) == (form == "nq")


def test_turtle_has_a_block_per_subject_and_all_prefixes() -> None:
    """Turtle declares every prefix and has one block per subject, sorted by local name."""
    head, *blocks = exported("bundled", "ttl").split("\n\n")
    assert head.count("@prefix") == len(PREFIXES)
    assert len(blocks) == len({quad.subject for quad in datasets()["bundled"]})
    names = [block.split(maxsplit=1)[0] for block in blocks]
    plain = [name for name in names if name[0] not in "<_"]
    assert [name.partition(":")[2] for name in plain] == sorted(
        name.partition(":")[2] for name in plain
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", GRAPHS)
def test_each_status_has_its_graph(name: str, form: str) -> None:
    """The graphs hold exactly the asserted triples of claims of their status, and no other."""
    everything = quads(exported(name, form), form)
    found = {
        (str(graph).rpartition("/")[2], str(s), str(p), str(o))
        for s, p, o, graph in everything
        if graph is not None
    }
    expected = {(status.rpartition("#")[2], *triple) for status, *triple in rows(name, CLAIMED)}
    assert found == expected
    counts = Counter(status for status, *_ in found)
    assert set(counts) == {"stated", "attributed", "inferred"}
    default = {(str(s), str(p), str(o)) for s, p, o, graph in everything if graph is None}
    assert not default & {tuple(triple) for _, *triple in found}


def test_a_triple_with_two_statuses_is_in_both_graphs() -> None:
    """Two claims put a triple into two graphs; a refuted claim puts it into none."""
    lines = exported("other", "nq").splitlines()
    model = PREFIXES["model"]

    def graphs(name: str) -> set[str]:
        start = f"<{model}odd> <{PREFIXES['nemo']}{name}> <{model}tern-rl> "
        return {line[len(start) :] for line in lines if line.startswith(start)}

    base = f"<{PREFIXES['graph']}"
    assert graphs("judges") == {f"{base}stated> .", f"{base}inferred> ."}
    assert graphs("rewards") == {f"{base}attributed> ."}
    assert graphs("lendsRecipeTo") == {"."}


@pytest.mark.parametrize("name", NAMES)
def test_stated_turtle_is_the_view_of_what_is_stated(name: str) -> None:
    """stated-ttl has all claims, and of the plain triples those that a claim states."""
    view = Store()
    view.load(exported(name, "stated-ttl"), RdfFormat.TURTLE)
    asked = {(s, p, o) for status, s, p, o in rows(name, CLAIMED) if status.endswith("#stated")}
    claimed = {(s, p, o) for _, s, p, o in rows(name, CLAIMED)}
    assert asked < claimed
    for subject, predicate, object_ in claimed:
        quad = Quad(NamedNode(subject), NamedNode(predicate), NamedNode(object_))
        there = quad in view
        assert there == ((subject, predicate, object_) in asked)
    assert len(view) == len(datasets()[name]) - len(claimed - asked)
    engine = OxigraphEngine(stated_only_store(datasets()["bundled"]))
    statuses = {edge.status for edge in nodes_and_edges(engine)[1]}
    assert statuses == {"stated"}


@pytest.mark.parametrize("name", NAMES)
def test_the_plain_edges_are_alone(name: str) -> None:
    """edges-ttl has every edge of influence, cells of feeds and memberships, and nothing else."""
    graph = rdflib.Graph().parse(data=exported(name, "edges-ttl"), format="turtle")
    expected = {tuple(edge[:3]) for edge in edges(name)}
    others = rows(name, "SELECT ?s ?p ?o WHERE { VALUES ?p { nemo:feeds nemo:memberOf } ?s ?p ?o }")
    assert others
    assert {tuple(map(str, triple)) for triple in graph} == expected | set(others)


@pytest.mark.parametrize("name", NAMES)
def test_rdf12_has_one_reifier_for_each_claim(name: str) -> None:
    """Oxigraph reads back a reifier for each claim and denial, with the triple that it is about."""
    store = Store()
    store.load(exported(name, "rdf12"), RdfFormat.TURTLE)
    reifies = NamedNode(PREFIXES["rdf"] + "reifies")
    found = {
        (quad.subject.value, *(part.value for part in quad.object))  # type: ignore[union-attr]
        for quad in store.quads_for_pattern(None, reifies, None)
    }
    claims = rows(
        name,
        "SELECT ?c ?s ?p ?o WHERE {"
        " { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } UNION"
        " { ?c owl:sourceIndividual ?s ; owl:assertionProperty ?p ; owl:targetIndividual ?o } }",
    )
    assert len(claims) > 30
    assert found == set(claims)
    assert len({claim for claim, *_ in found}) == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_rdf12_asserts_what_the_turtle_asserts(name: str) -> None:
    """Turtle 1.2 lacks the old reification alone: refuted and denied triples are not asserted."""
    store = Store()
    store.load(exported(name, "rdf12"), RdfFormat.TURTLE)
    rdf = PREFIXES["rdf"]
    old = {rdf + part for part in ("subject", "predicate", "object")}
    statement = NamedNode(rdf + "Statement")
    new = {str(q.triple) for q in store if q.predicate.value != rdf + "reifies"}
    kept = {
        str(q.triple)
        for q in datasets()[name]
        if q.predicate.value not in old and q.object != statement
    }
    blank = {line for line in new | kept if "_:" in line}
    assert new - blank == kept - blank
    assert len(new) == len(kept)
    unasserted = rows(
        name,
        "SELECT ?s ?p ?o WHERE { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
        " FILTER NOT EXISTS { ?s ?p ?o } }",
    )
    assert unasserted
    for subject, predicate, object_ in unasserted:
        assert f"<{subject}> <{predicate}> <{object_}>" not in new


def test_parts_that_cannot_be_told_apart_are_left() -> None:
    """A claim with two objects keeps the parts that it has, since no triple can be chosen."""
    store = Store()
    rdf = PREFIXES["rdf"]
    store.load(
        f"<x:c> <{rdf}subject> <x:a> ; <{rdf}predicate> <x:p> ; <{rdf}object> <x:b> , <x:d> ;"
        f' <x:q> "1"^^<{XSD}integer> .',
        RdfFormat.TURTLE,
    )
    assert render_dataset(Dataset(store), "rdf12") == render_dataset(Dataset(store), "ttl")
