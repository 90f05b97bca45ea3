"""A dataset with what its triples entail: both are asked, and each can be told from the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from nemokg import load
from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.dataset.views import asserted_store, entailed_store
from nemokg.errors import EngineError
from nemokg.export import render_dataset
from nemokg.export.rdf import canonical_triples, quads_by_status
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import PREFIXES

PIPELINE = """
@prefix model: <https://w3id.org/nemokg/model/> .
@prefix claim: <https://w3id.org/nemokg/claim/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
model:c nemo:initializedFrom model:b . model:b nemo:initializedFrom model:a .
claim:b-a rdf:subject model:b ; rdf:predicate nemo:initializedFrom ; rdf:object model:a ;
    nemo:status nemo:inferred .
"""
ANCESTORS = "SELECT ?x ?y WHERE { ?x nemo:weightAncestor ?y } ORDER BY ?x ?y"
GRAPH, STATED_GRAPH = (PREFIXES["graph"] + name for name in ("entailed", "entailed-stated"))
NAMED = ANCESTORS.replace("{", f"{{ GRAPH <{GRAPH}> {{", 1).replace("}", "} }", 1)


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    (tmp_path / "pipeline.ttl").write_text(PIPELINE, encoding="utf-8")
    return tmp_path / "pipeline.ttl"


def local_names(table: object) -> list[str]:
    assert isinstance(table, Table)
    return ["".join(str(term).rpartition("/")[2][0] for term in row) for row in table.rows]


def default_graph(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, DefaultGraph()))


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_all_weight_ancestors_are_found(pipeline: Path, engine: str) -> None:
    """A plain query finds what follows, among what is stated what follows from that alone."""
    assert local_names(load(pipeline, engine=engine).sparql(ANCESTORS)) == []
    entailed = load(pipeline, entailed=True, engine=engine)
    assert local_names(entailed.sparql(ANCESTORS)) == ["ba", "ca", "cb"]
    stated = load(pipeline, entailed=True, stated_only=True, engine=engine)
    assert local_names(stated.sparql(ANCESTORS)) == ["cb"]


def test_chains_entail_nothing_that_is_claimed_but_not_stated(tmp_path: Path) -> None:
    """With what is stated alone, a chain leaves out the triple of a claim that is not stated."""
    (tmp_path / "chained.ttl").write_text(
        PIPELINE.replace("model:c nemo:init", "model:c nemo:trainedOn model:d ; nemo:init")
        + """model:d nemo:generatedBy model:g , model:h . model:g nemo:generatesDataFor model:c .
        claim:g-c rdf:subject model:g ; rdf:predicate nemo:generatesDataFor ; rdf:object model:c ;
            nemo:status nemo:inferred .""",
        encoding="utf-8",
    )
    asked = "SELECT ?x ?y WHERE { ?x nemo:dataGeneratedBy ?y } ORDER BY ?x ?y"
    for stated_only, rows in ((False, ["cg", "ch"]), (True, ["ch"])):
        entailed = load(tmp_path / "chained.ttl", entailed=True, stated_only=stated_only)
        assert local_names(entailed.sparql(asked)) == rows


def test_what_follows_can_be_told_from_what_is_asserted(pipeline: Path) -> None:
    """What follows is in a graph of its own besides, and no triple that is asserted."""
    plain, entailed = open_dataset([pipeline]), open_dataset([pipeline], entailed=True)
    assert local_names(entailed.engine.select(NAMED)) == ["ba", "ca", "cb"]
    follows = {
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in entailed.store.quads_for_pattern(None, None, None, NamedNode(GRAPH))
    }
    asserted = {quad for quad in entailed.store if quad.graph_name == DefaultGraph()} - follows
    assert len(asserted) == len(plain.store)
    assert len(follows) == len(load(pipeline).reason().entailed) + 1  # and what the graph is
    assert canonical_triples(entailed.asserted_view().store) == canonical_triples(plain.store)


def test_views_of_views(pipeline: Path) -> None:
    """What is stated of a dataset with entailments has those of what is stated, and no others."""
    direct = open_dataset([pipeline], stated_only=True, entailed=True)
    view = open_dataset([pipeline], entailed=True).stated_only_view()
    assert (view.stated, view.entailed) == (direct.stated, direct.entailed) == (True, True)
    assert quads_by_status(view.store) == quads_by_status(direct.store)
    assert {str(quad.graph_name) for quad in view.store} == {"DEFAULT", f"<{STATED_GRAPH}>"}


def test_a_part_entails_what_follows_from_it(pipeline: Path) -> None:
    """A selection from a dataset with entailments has those of the selection."""
    part = load(pipeline, entailed=True).select("c")
    assert part.dataset.entailed
    assert local_names(part.sparql(ANCESTORS)) == ["cb"]


def test_nothing_that_is_there_counts_as_asserted(pipeline: Path) -> None:
    """Reasoning, validation and counts are about what is asserted, and say what is added."""
    plain, entailed = load(pipeline), load(pipeline, entailed=True)
    assert entailed.reason().counts == plain.reason().counts
    assert entailed.validate().findings == plain.validate().findings
    assert entailed.info().triples == plain.info().triples
    assert (plain.info().entailed, entailed.info().entailed) == (0, plain.reason().total + 1)


def test_it_is_not_what_was_published() -> None:
    """With entailments, the bundled dataset is a view of the edition, without its name."""
    dataset = open_dataset(entailed=True)
    assert not dataset.published
    described = render_dataset(dataset, "void")
    assert described.count("_:dataset a void:Dataset") == 1
    assert "triples that nobody asserts" in described
    assert "<https://w3id.org/nemokg> a" not in described


def test_exports_say_what_follows(pipeline: Path) -> None:
    """Exports hold what follows and how much that is; with graphs, it has a graph of its own."""
    dataset = open_dataset([pipeline], entailed=True)
    step = "<https://w3id.org/nemokg/model/c> <https://w3id.org/nemokg/ontology#weightAncestor>"
    for form, graph in (("nt", " ."), ("nq", f" <{GRAPH}> .")):
        lines = render_dataset(dataset, form).splitlines()
        assert sum(line.startswith(step) and line.endswith(graph) for line in lines) == 2
        (remark,) = (line for line in lines if "triples that nobody asserts" in line)
        if form == "nq":
            follows = sum(line.endswith(graph) for line in lines)
            assert f'"{follows - 1} triples that' in remark
        store = Store()
        store.load("\n".join(lines), RdfFormat.N_QUADS)
        asserted = render_dataset(open_dataset([pipeline]), form).splitlines()
        assert set(asserted) < set(lines)


def test_canned_queries_answer_as_they_do_without() -> None:
    """Where what follows is among the triples, every canned query has the rows that it had."""
    plain, entailed = load(), load(entailed=True)
    for query in plain.queries():
        answers = (graph.run(query) for graph in (plain, entailed))
        one, other = (answer.rows for answer in answers if isinstance(answer, Table))
        assert one == other, query.name


def test_lineages_and_drawings_show_no_step_twice(pipeline: Path) -> None:
    """A step of weights that only follows from another is not shown beside it."""
    plain, entailed = load(pipeline), load(pipeline, entailed=True)
    assert entailed.lineage("c") == plain.lineage("c")
    assert entailed.export("edges-csv") == plain.export("edges-csv")


def test_an_endpoint_is_refused() -> None:
    """Nothing can be added to what an endpoint holds."""
    with pytest.raises(EngineError, match="nothing is added there; fill it with `nemokg load --en"):
        open_dataset(endpoint="http://localhost:9/sparql", entailed=True)


def test_a_store_without_entailments_is_its_own() -> None:
    """A store that was only reasoned over has nothing else in its default graph."""
    store = entailed_store(Store())
    assert default_graph(store)
    assert default_graph(asserted_store(store)) == set()
    assert not Dataset(store).entailed
