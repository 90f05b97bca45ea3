"""Selections: the part of a dataset that was asked for, whole in itself, and nothing besides."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from exports import NAMES, PROLOGUE, datasets, edges, local, rows
from fake_store import fake_store
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

from nemokg import load
from nemokg.dataset.opening import Dataset
from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.dataset.views import stated_only_store
from nemokg.engine.endpoint import EndpointEngine
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import QueryError, UnknownNameError
from nemokg.export import render_dataset
from nemokg.rdf.formats import bare_text
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE
from nemokg.training.selection import select_part

if TYPE_CHECKING:
    from collections.abc import Iterable

CHOICES: list[dict[str, Any]] = [
    {"focus": "A"},
    {"focus": "A", "depth": 2},
    {"focus": "B", "kinds": ["weights"]},
    {"focus": "B", "kinds": ["weights", "distillation"], "depth": 2},
    {"kinds": ["reward", "judging"]},
    {"drawn": True},
    {"focus": "A", "depth": 3, "drawn": True},
    {"focus": "B", "depth": 2, "stated_only": True},
]
CENTRES = {
    "bundled": {"A": "stem-teacher", "B": "rlvr-student"},
    "other": {"A": "tern-code-teacher", "B": "tern-rl"},
}
EVERY = pytest.mark.parametrize(
    ("name", "choice"),
    [(name, choice) for name in NAMES for choice in CHOICES],
    ids=lambda value: re.sub(r"\W+", "-", str(value)).strip("-"),
)


def selected(store: Store, *arguments: Any, **choice: Any) -> Store:
    """Return what is selected from the dataset of a store."""
    return select_part(Dataset(store), *arguments, **choice).store


def chosen(name: str, choice: dict[str, Any]) -> Store:
    """Return a selection of a dataset, which is one of the choices."""
    return select_by_number(name, CHOICES.index(choice))


@cache
def select_by_number(name: str, number: int) -> Store:
    """Return what a choice selects from a dataset."""
    choice = CHOICES[number]
    focus = {"focus": CENTRES[name][choice["focus"]]} if "focus" in choice else {}
    return selected(datasets()[name], **{**choice, **focus})


@cache
def participants(name: str) -> set[str]:
    """Return the participants of a dataset: by class, or as an end of an edge."""
    typed = rows(name, "SELECT DISTINCT ?x WHERE { ?x a/rdfs:subClassOf* nemo:Participant }")
    return {x for (x,) in typed} | {end for s, _, o, _ in edges(name) for end in (s, o)}


def triples(store: Store) -> set[tuple[str, str, str]]:
    """Return the triples of a store as texts."""
    return {
        (bare_text(quad.subject), quad.predicate.value, bare_text(quad.object)) for quad in store
    }


def described(store: Store) -> set[str]:
    """Return what a store says anything of."""
    return {bare_text(quad.subject) for quad in store}


@cache
def all_described(name: str) -> set[str]:
    """Return what a dataset says anything of."""
    return described(datasets()[name])


def shown(store: Store, name: str) -> set[str]:
    """Return the participants that a selection describes."""
    return described(store) & participants(name)


@EVERY
def test_nothing_hangs_in_the_air(name: str, choice: dict[str, Any]) -> None:
    """What a selection refers to is described in it, if the dataset describes it."""
    view = chosen(name, choice)
    known = all_described(name)
    found = described(view)
    assert 0 < len(found) < len(known)
    missing = known - found
    links = {quad.object for quad in view if isinstance(quad.object, NamedNode | BlankNode)}
    assert [str(link) for link in links if bare_text(link) in missing] == []


@EVERY
def test_nothing_is_made_up(name: str, choice: dict[str, Any]) -> None:
    """Every triple of a selection is one of the dataset."""
    assert set(chosen(name, choice)) <= set(datasets()[name])


@EVERY
def test_no_claim_is_about_what_was_left_out(name: str, choice: dict[str, Any]) -> None:
    """A claim or denial is there with all that it says, but for links to others, or not at all."""
    view, whole = chosen(name, choice), datasets()[name]
    query = "SELECT DISTINCT ?c WHERE { ?c rdf:subject|owl:sourceIndividual ?s }"
    rows_ = OxigraphEngine(view).select(PROLOGUE + query)
    claims = [claim for (claim,) in rows_ if isinstance(claim, NamedNode)]
    assert claims
    links = {"competesWith", "realizedBy", "conflict"}
    for claim in claims:
        lost = [q for q in whole.quads_for_pattern(claim, None, None) if q not in view]
        assert {q.predicate.value.removeprefix(PREFIXES["nemo"]) for q in lost} <= links


@EVERY
def test_no_result_rests_on_what_was_left_out(name: str, choice: dict[str, Any]) -> None:
    """A result is there with its model and with the results that it was derived from, or not."""
    view, whole = chosen(name, choice), datasets()[name]
    parts = {
        PREFIXES["nemo"] + part
        for part in ("evaluatedModel", "baselineResult", "studentResult", "teacherResult")
    }
    found = {quad.subject for quad in view if quad.predicate.value in parts}
    lost = [q for q in whole if q.subject in found and q.predicate.value in parts and q not in view]
    assert lost == []
    inside = shown(view, name)
    plain = {
        quad.subject
        for quad in whole
        if quad.predicate.value == PREFIXES["nemo"] + "evaluatedModel"
        and bare_text(quad.object) in inside
    }
    derived = {quad.subject for quad in whole if quad.predicate.value.endswith("teacherResult")}
    assert plain - derived <= found


@EVERY
def test_no_claim_is_lost(name: str, choice: dict[str, Any]) -> None:
    """A claim about an edge is kept exactly where the edge was chosen or its rejection could be."""
    view = chosen(name, choice)
    inside = shown(view, name)
    kept = {bare_text(claim) for claim, *_ in OxigraphEngine(view).select(PROLOGUE + CLAIMS)}
    kinds = set(choice.get("kinds") or ALL_KINDS)
    drawn = drawn_claims(name)
    for claim, subject, _, object_, kind in rows(name, CLAIMS):
        expected = {subject, object_} <= inside and kind in kinds
        if choice.get("drawn"):
            expected = expected and claim in drawn
        assert (claim in kept) == expected, claim


CLAIMS = """
SELECT DISTINCT ?c ?s ?p ?o ?kind WHERE {
  ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?p nemo:influenceKind ?kind
}
"""
ALL_KINDS = (
    "weights", "value model", "distillation", "reward", "data", "data transformation",
    "data filtering", "judging", "red-teaming", "recipe",
)  # fmt: skip


def drawn_claims(name: str) -> set[str]:
    """Return the claims that the drawing of the explainer supports."""
    query = """
SELECT DISTINCT ?c WHERE {
  ?c nemo:partOfPipeline/nemo:explainerDrawing ?d ; nemo:evidence ?e .
  ?e <http://purl.org/dc/terms/source> ?d ; nemo:support nemo:supports }"""
    return {claim for (claim,) in rows(name, query)}


def walked(name: str, focus: str, depth: int, kinds: Iterable[str]) -> set[str]:
    """Return what networkx finds near a participant."""
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_edges_from((s, o) for s, _, o, kind in edges(name) if kind in kinds)
    return set(networkx.ego_graph(graph, PREFIXES["model"] + focus, depth))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("depth", [1, 2, 50])
@pytest.mark.parametrize("kinds", [ALL_KINDS, ("weights",), ("weights", "distillation")])
def test_a_focus_has_the_models_within_reach(name: str, depth: int, kinds: tuple[str, ...]) -> None:
    """The participants around a focus are those that networkx finds, in either direction."""
    for focus in CENTRES[name].values():
        view = selected(datasets()[name], focus, depth, None if kinds == ALL_KINDS else kinds)
        expected = walked(name, focus, depth, kinds)
        assert len(expected) > 1
        assert shown(view, name) == expected


@EVERY
def test_edges_between_the_chosen_are_whole(name: str, choice: dict[str, Any]) -> None:
    """An edge is kept exactly where both ends and its kind were chosen, and it was not dropped."""
    view = chosen(name, choice)
    inside = shown(view, name)
    kinds = set(choice.get("kinds") or ALL_KINDS)
    expected = {(s, p, o) for s, p, o, kind in edges(name) if kind in kinds and {s, o} <= inside}
    if choice.get("drawn"):
        drawn = drawn_claims(name)
        expected &= {(s, p, o) for c, s, p, o, _ in rows(name, CLAIMS) if c in drawn}
    if choice.get("stated_only"):
        expected &= triples(stated_only_store(datasets()[name]))
    properties = {p for _, p, _, _ in edges(name)}
    assert {t for t in triples(view) if t[1] in properties} == expected
    assert expected


@pytest.mark.parametrize("name", NAMES)
def test_relations_without_a_kind_stay_unless_edges_were_asked_for(name: str) -> None:
    """Cells of feeds and memberships between the chosen are kept around a focus, not by kind."""
    near = selected(datasets()[name], CENTRES[name]["B"], 2)
    cells = {PREFIXES["nemo"] + "feeds", PREFIXES["nemo"] + "memberOf"}
    inside = shown(near, name)
    expected = {t for t in triples(datasets()[name]) if t[1] in cells and {t[0], t[2]} <= inside}
    assert expected
    assert {t for t in triples(near) if t[1] in cells} == expected
    for choice in ({"kinds": ["weights"]}, {"drawn": True}):
        view = selected(datasets()[name], **choice)
        assert not {t for t in triples(view) if t[1] in cells}


def test_the_drawn_view_is_that_of_the_explainer() -> None:
    """The view of the drawing has exactly the edges of the canned query drawn-edges."""
    table = load().query("drawn-edges")
    assert isinstance(table, Table)
    view = selected(datasets()["bundled"], drawn=True)
    kept = {bare_text(claim) for claim, *_ in OxigraphEngine(view).select(PROLOGUE + CLAIMS)}
    assert kept == {str(claim) for claim in table.column("claim")}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("focus", ["A", "B"])
@pytest.mark.parametrize("rest", [{}, {"depth": 2}, {"kinds": ["weights"], "depth": 3}])
def test_stated_before_or_after_is_the_same(name: str, focus: str, rest: dict[str, Any]) -> None:
    """Selecting what is stated gives what a selection from the view of the stated gives."""
    store, centre = datasets()[name], CENTRES[name][focus]
    at_once = selected(store, centre, stated_only=True, **rest)
    assert set(at_once) == set(selected(stated_only_store(store), centre, **rest))
    assert len(at_once) < len(selected(store, centre, **rest)) or rest == {}


def test_alone_stated_only_is_the_view() -> None:
    """Without another choice, stated_only is the view, and no choice is the dataset itself."""
    store = datasets()["other"]
    assert set(selected(store, stated_only=True)) == set(stated_only_store(store))
    dataset = Dataset(store)
    assert select_part(dataset) is dataset


@pytest.mark.parametrize("name", NAMES)
def test_the_ontology_stays(name: str) -> None:
    """All of the ontology is beneath a selection, blank nodes included."""
    ontology = store_of_files(core_ontology_files())
    view = selected(datasets()[name], CENTRES[name]["A"])
    named = {t for t in triples(ontology) if not {"_:", *t} & {p[:2] for p in t}}
    assert {t for t in named if not any(part.startswith("_:") for part in t)} <= triples(view)
    blank = [quad for quad in ontology if isinstance(quad.subject, BlankNode)]
    ours = [quad for quad in view if isinstance(quad.subject, BlankNode)]
    assert len(ours) >= len(blank) > 0


def test_what_belongs_to_a_model_comes_with_it() -> None:
    """A model brings its stages, algorithms, data, values and results, and those of no other."""
    store = datasets()["other"]
    view = selected(store, "tern-reward", kinds=["reward"])
    assert {local(x) for x in shown(view, "other")} == {"tern-reward", "tern-rl"}
    stages = {"tern-rl-stage-1", "tern-rl-stage-2"}
    nemo = PREFIXES["nemo"]
    found = {local(s) for s, p, o in triples(view) if (p, o) == (RDF_TYPE, nemo + "TrainingStage")}
    assert found == stages
    for kind in ("Quantity", "Dataset", "Environment", "Algorithm", "Result", "Benchmark"):
        own = {s for s, p, o in triples(view) if (p, o) == (RDF_TYPE, nemo + kind)}
        every = {s for s, p, o in triples(store) if (p, o) == (RDF_TYPE, nemo + kind)}
        assert own <= every
        if kind in ("Quantity", "Dataset"):
            assert own < every
    results = {s for s, p, o in triples(view) if p == nemo + "evaluatedModel"}
    expected = {
        s
        for s, p, o in triples(store)
        if p == nemo + "evaluatedModel" and local(o) in {"tern-reward", "tern-rl"}
    }
    derived = {s for s, p, o in triples(store) if p == nemo + "teacherResult"}
    assert results - derived == expected - derived


def test_a_remark_comes_with_what_it_is_about() -> None:
    """A remark on a kept model is there, on others it is not; it keeps what it says of the kept."""
    store = datasets()["other"]
    about = NamedNode(PREFIXES["nemo"] + "about")
    odd = NamedNode(PREFIXES["model"] + "odd")
    near = selected(store, "odd")
    far = selected(store, "tern-code-teacher-2")
    assert len(list(near.quads_for_pattern(None, about, odd))) == 1
    assert list(far.quads_for_pattern(None, about, odd)) == []
    assert "nobody" in {bare_text(quad.object) for quad in near}
    assert "nobody" not in {bare_text(quad.object) for quad in far}


def test_a_remark_on_models_needs_one_of_them() -> None:
    """A remark on a model that was left out is not there, though a source that it names is."""
    store = datasets()["other"]
    far, near = selected(store, "tern-code-teacher"), selected(store, "tern-rl")
    assert described(far) & {PREFIXES["source"] + "tern-drawing"}
    assert "urn:remark" not in described(far)
    assert "urn:remark" in described(near)


class Counting(OxigraphEngine):
    """An engine that counts the queries that it answers, and their rows."""

    __slots__ = ("queries", "rows")

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.queries = 0
        self.rows = 0

    def select(self, text: str) -> Table:
        """Answer a SELECT query, and count."""
        table = super().select(text)
        self.queries += 1
        self.rows += len(table)
        return table


def test_a_large_store_is_not_read_whole() -> None:
    """A selection around a focus takes the same queries and rows however much lies beyond."""
    nemo, model = PREFIXES["nemo"], PREFIXES["model"]

    def asked(size: int) -> tuple[int, int]:
        store = Store()
        store.load(
            f"<{nemo}judges> <{nemo}influenceKind> 'judging' ."
            + "".join(f"<{model}m{n}> <{nemo}judges> <{model}m{n + 1}> ." for n in range(size)),
            RdfFormat.TURTLE,
        )
        engine = Counting(store)
        assert len(select_part(Dataset(store, engine=engine), "m9", depth=2).store) == 4 + 1
        return engine.queries, engine.rows

    assert asked(5000) == asked(50)
    queries, rows_ = asked(50)
    assert queries < 20
    assert rows_ < 100


def unread() -> Store:
    """Stand for a store elsewhere that nobody may copy."""
    raise AssertionError("a store elsewhere was copied")


@pytest.mark.parametrize(
    "choice", [{"focus": "tern-rl", "depth": 2}, {"kinds": ["reward"]}, {"drawn": True}]
)
def test_a_store_elsewhere_is_asked_for_the_part_alone(choice: dict[str, Any]) -> None:
    """From an endpoint comes the same part, blank nodes included, in some dozens of requests."""
    whole = Dataset(datasets()["other"])
    with fake_store() as fake:
        fake.store.extend(whole.store)
        dataset = Dataset(unread, engine=EndpointEngine(fake.url, graphs=[]))
        part = select_part(dataset, **choice)
        assert len(fake.requests) < 80
    assert render_dataset(part, "nt") == render_dataset(select_part(whole, **choice), "nt")


@pytest.mark.parametrize(
    ("choice", "error", "message"),
    [
        ({"focus": "tern-r1"}, UnknownNameError, "Did you mean tern-rl"),
        ({"focus": ""}, UnknownNameError, "no model"),
        ({"kinds": ["weight"]}, QueryError, "Did you mean weights"),
        ({"kinds": []}, QueryError, "at least one kind"),
        ({"depth": 1}, QueryError, "needs a model"),
        ({"focus": "tern-rl", "depth": 0}, QueryError, "at least 1, not 0"),
        ({"focus": "tern-rl", "depth": -1}, QueryError, "at least 1, not -1"),
    ],
)
def test_a_choice_that_cannot_be_made(
    choice: dict[str, Any], error: type[Exception], message: str
) -> None:
    """Unknown models and kinds, and depths that are none, are refused, with what to do."""
    with pytest.raises(error, match=message):
        selected(datasets()["other"], **choice)
