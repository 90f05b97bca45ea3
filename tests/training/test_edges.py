"""Edges: one claim speaks for each, whoever shows it; influence runs one way; keys are unique."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

import networkx
import pytest
import rdflib
from drawings import attribute, parts
from fake_store import fake_store
from pyoxigraph import DefaultGraph, RdfFormat, Store

from nemokg.dataset.opening import Dataset
from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.engine.endpoint import EndpointEngine
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.engine.rdflib import RdflibEngine
from nemokg.export import explainer_table, render_dataset
from nemokg.rdf.vocab import local_name
from nemokg.site.facts import Facts
from nemokg.site.graph_data import graph_page_data
from nemokg.training import edges, lookups
from nemokg.training.explain import explain_claim
from nemokg.training.graph import nodes_and_edges
from nemokg.training.lineage import trace_lineage
from nemokg.training.network import networkx_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fake_store import FakeStore
    from networkx import MultiDiGraph

    from nemokg.engine.protocol import Engine


class Case(NamedTuple):
    """Claims about one edge (name, rank and status of each) and the name of that which speaks."""

    claims: tuple[tuple[str, str, str], ...]
    speaks: str


CASES = {
    "rank-before-status": Case((("a", "normal", "stated"), ("b", "preferred", "inferred")), "b"),
    "status-of-equal-ranks": Case(
        (("a", "normal", "inferred"), ("b", "normal", "attributed")), "b"
    ),
    "stated-first": Case((("a", "normal", "attributed"), ("b", "normal", "stated")), "b"),
    "refuted-last": Case((("a", "deprecated", "stated"), ("b", "normal", "inferred")), "b"),
    "no-rank-below-normal": Case((("a", "", "stated"), ("b", "normal", "inferred")), "b"),
    "no-rank-above-refuted": Case((("a", "deprecated", "stated"), ("b", "", "inferred")), "b"),
    "no-status-last": Case((("a", "normal", ""), ("b", "normal", "inferred")), "b"),
    "first-by-name": Case((("b", "normal", "stated"), ("a", "normal", "stated")), "a"),
    "refuted-alone": Case((("a", "deprecated", "stated"),), "a"),
    "no-claim": Case((), ""),
}
HEAD = """
@prefix claim: <https://w3id.org/nemokg/claim/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix pipeline: <https://w3id.org/nemokg/pipeline/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://w3id.org/nemokg/model/> .
pipeline:p nemo:explainer <urn:work> ; nemo:explainerDrawing <urn:work> .
<urn:e> dcterms:source <urn:work> ; nemo:support nemo:supports .
:base nemo:judges :no-claim ; rdfs:label "base" .
"""
EXPECTED = {
    name: (
        f"{name}--{case.speaks}" if case.speaks else "",
        next((status for claim, _, status in case.claims if claim == case.speaks), ""),
    )
    for name, case in CASES.items()
}


def turtle() -> str:
    """Return the cases: each a model that starts from the base."""
    lines = [HEAD]
    for row, (name, case) in enumerate(CASES.items(), 1):
        lines.append(
            f":{name} nemo:initializedFrom :base ; nemo:partOfPipeline pipeline:p ;"
            f' rdfs:label "{name}" . <urn:part-{row}> nemo:participant :{name} ;'
            f" nemo:partOfPipeline pipeline:p ; nemo:explainerRow {row} ."
        )
        for claim, rank, status in case.claims:
            lines.append(
                f"claim:{name}--{claim} a nemo:Claim ; rdf:subject :{name} ;"
                " rdf:predicate nemo:initializedFrom ; rdf:object :base ;"
                " nemo:partOfPipeline pipeline:p ; nemo:evidence <urn:e> ."
            )
            lines += [f"claim:{name}--{claim} nemo:rank nemo:{rank} ."] if rank else []
            lines += [f"claim:{name}--{claim} nemo:status nemo:{status} ."] if status else []
    return "\n".join(lines)


@pytest.fixture(scope="module")
def store() -> Store:
    """Return the cases above the ontology."""
    cases = store_of_files(core_ontology_files())
    cases.load(turtle(), RdfFormat.TURTLE)
    return cases


def in_lineage(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of each edge that a lineage shows."""
    for step in trace_lineage(OxigraphEngine(store), "base", descendants=True).steps():
        yield step.subject, step.claim, step.status


def in_networkx(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of each edge of the networkx graph."""
    graph = networkx_graph(OxigraphEngine(store), ["weights"])
    for _, child, key, about in graph.edges(keys=True, data=True):
        claim, status = about.get("claim", ""), about.get("status", "")
        assert key == (local_name(claim) or f"{child}--initializedFrom--base")
        yield child, claim, status


def graphml(store: Store) -> MultiDiGraph[str]:
    """Return the graph that networkx reads from the GraphML of a store."""
    graph = networkx.parse_graphml(render_dataset(Dataset(store), "graphml"), force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph)
    return graph


def in_graphml(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of each edge of the GraphML."""
    for child, _, key, about in graphml(store).edges(keys=True, data=True):
        if about["kind"] == "weights":
            claim, status = about.get("claim", ""), about.get("status", "")
            assert key == (local_name(claim) or f"{child}--initializedFrom--base")
            yield child, claim, status


def in_csv(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of each edge of the CSV for property graphs."""
    for row in csv.DictReader(io.StringIO(render_dataset(Dataset(store), "edges-csv"))):
        if row["kind"] == "weights":
            yield row[":START_ID"], row["claim"], row["status"]


def in_drawing(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of each edge of the DOT."""
    for name, part in parts(render_dataset(Dataset(store), "dot"))[1].items():
        property_, kind, *status = attribute(part, "class").split()
        if kind == "weights":
            url = attribute(part, "URL")
            child = str(part.get_destination()).strip('"').removeprefix("model:")
            assert name == (local_name(url) if status else f"{child}--{property_}--base")
            yield child, url if status else "", "".join(status)


def in_site_edges(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of each edge of the site's graph."""
    for edge in graph_page_data(Dataset(store), Facts(store))["edges"]:
        if edge["kind"] == "weights":
            yield edge["source"], edge["id"] if edge["status"] else "", edge["status"]


def in_site_starts(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of what the card of each model says of its start."""
    for node in graph_page_data(Dataset(store), Facts(store))["nodes"]:
        for start in node["starts"]:
            yield node["id"], start["claim"], start["status"]


def in_site_feeds(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of what the card of the base says that it feeds."""
    (base,) = (
        n for n in graph_page_data(Dataset(store), Facts(store))["nodes"] if n["id"] == "base"
    )
    for feed in base["feeds"]:
        if feed["kind"] == "weights":
            yield feed["model"], feed["claim"], feed["status"]


def in_table(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of each start in the explainer's table."""
    for row in explainer_table.explainer_rows(Dataset(store)):
        for entry in row.cells["Init from"]:
            yield row.model, entry.claim.iri, entry.claim.status
    yield "no-claim", "", ""  # no evidence puts it into the table


def in_explanations(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield the model, claim and status of what explains each triple."""
    for name, case in CASES.items():
        if case.claims:
            claim = explain_claim(OxigraphEngine(store), name, "initializedFrom", "base")
            yield claim.subject.iri, claim.iri, claim.status
    yield "no-claim", "", ""  # nothing explains it


@pytest.mark.parametrize(
    "shown",
    [
        in_explanations, in_lineage, in_networkx, in_graphml, in_csv, in_drawing, in_site_edges,
        in_site_starts, in_site_feeds, in_table,
    ],
)  # fmt: skip
def test_one_claim_speaks_wherever_an_edge_is_shown(
    store: Store, shown: Callable[[Store], Iterator[tuple[str, str, str]]]
) -> None:
    """Rank goes before status, status before name, and every view shows the same claim."""
    found = {local_name(m): (local_name(claim), status) for m, claim, status in shown(store)}
    assert found == EXPECTED


def endpoint(store: Store, fake: FakeStore) -> EndpointEngine:
    """Return the engine of an endpoint that holds the triples of a store."""
    fake.store.extend(store)
    return EndpointEngine(fake.url, graphs=[])


def graph_of(engine: Engine) -> object:
    """Return all that is read of the training graph, and a lineage in which kinds mix."""
    kinds = ["weights", "judging"]
    trees = (trace_lineage(engine, "base", way, kinds=kinds, follow=kinds) for way in (False, True))
    return nodes_and_edges(engine), [tree.as_dict() for tree in trees]


def test_a_store_elsewhere_and_rdflib_show_the_same(store: Store) -> None:
    """The training graph and lineages are the same from an endpoint and from rdflib."""
    expected = graph_of(OxigraphEngine(store))
    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    graph = rdflib.Graph().parse(data=triples, format="nt")
    assert graph_of(RdflibEngine(graph)) == expected
    with fake_store() as fake:
        assert graph_of(endpoint(store, fake)) == expected


def test_a_training_graph_takes_six_requests(store: Store) -> None:
    """However many models there are, an endpoint is asked six times for the graph of all."""
    with fake_store() as fake:
        nodes, _ = nodes_and_edges(endpoint(store, fake))
        assert (len(nodes), len(fake.requests)) == (11, 6)


def test_a_lineage_takes_a_request_for_each_level(store: Store) -> None:
    """A line of two starts takes three levels; kinds, name and labels take one request each."""
    deeper = Store()
    deeper.extend(store)
    deeper.load(HEAD + ":base nemo:initializedFrom :root .", RdfFormat.TURTLE)
    with fake_store() as fake:
        tree = trace_lineage(endpoint(deeper, fake), "root", descendants=True)
        assert (len(tree.steps()), len(fake.requests)) == (11, 6)


def test_many_models_are_asked_for_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a query can name three models at most, the others are asked for in further ones."""
    expected = graph_of(OxigraphEngine(store))
    monkeypatch.setattr(lookups, "_BATCH", 3)
    with fake_store() as fake:
        assert graph_of(endpoint(store, fake)) == expected
        sizes = [
            query.count("/model/") for request in fake.requests for query in request.form["query"]
        ]
    assert max(sizes) <= 4 * 3


def test_influence_runs_against_weights_alone() -> None:
    """A child is influenced by the parent that it starts from, else an object by its subject."""
    child, taught = (
        edges.Edge("urn:a", "urn:p", "urn:b", kind) for kind in ("weights", "distillation")
    )
    assert (child.influencer, child.influenced) == ("urn:b", "urn:a")
    assert (taught.influencer, taught.influenced) == ("urn:a", "urn:b")


def test_edges_of_several_namespaces_have_keys_of_their_own() -> None:
    """Edges whose names differ in their namespaces only get keys, ids and nodes of their own."""
    names = "@prefix one: <https://one.org/> . @prefix two: <https://two.org/> ."
    both = store_of_files(core_ontology_files())
    both.load(HEAD + names + "one:a nemo:judges :b . two:a nemo:judges :b .", RdfFormat.TURTLE)
    keys = [key for *_, key in graphml(both).edges(keys=True)]
    assert len(set(keys)) == len(keys) == 3
    assert {key for *_, key in networkx_graph(OxigraphEngine(both)).edges(keys=True)} == set(keys)
    assert len(parts(render_dataset(Dataset(both), "dot"))[1]) == 3
