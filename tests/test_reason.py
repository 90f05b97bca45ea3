"""Reasoning gives what follows from the ontology, no more, and finds what cannot hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from nemokg.contradictions import contradictions
from nemokg.loader import load_files, ontology_files, rdf_files
from nemokg.owlrl_closure import owlrl_closure
from nemokg.reason import ENTAILED, entail
from nemokg.resources import directory
from nemokg.views import stated_only
from nemokg.vocab import PREFIXES, RDF_TYPE

NEMO, MODEL = PREFIXES["nemo"], PREFIXES["model"]


def node(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def pairs(store: Store, predicate: str) -> set[tuple[str, str]]:
    """The local names joined by a predicate in the entailed graph."""
    return {
        (str(quad.subject).rpartition("/")[2][:-1], str(quad.object).rpartition("/")[2][:-1])
        for quad in store.quads_for_pattern(None, node(predicate), None, ENTAILED)
    }


@pytest.fixture(scope="module")
def files() -> list[str]:
    return rdf_files([*ontology_files(), directory("data")])


@pytest.fixture(scope="module")
def closed(files: list[str]) -> Store:
    store = load_files(files)
    entail(store)
    return store


@pytest.fixture
def broken(files: list[str]) -> Callable[..., Store]:
    def build(*triples: tuple[str, str, str]) -> Store:
        store = load_files(files)
        store.extend(Quad(*map(node, triple)) for triple in triples)
        entail(store)
        return store

    return build


def test_equal_to_owlrl(closed: Store, files: list[str]) -> None:
    """Over the bundled data the rules conclude the very triples that a complete reasoner does."""
    ours = {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in closed.quads_for_pattern(None, None, None, ENTAILED)
    }
    assert len(ours) > 5000
    assert ours == owlrl_closure(files)


def test_weight_ancestors(closed: Store) -> None:
    """Weights reach the coding teacher over STEM, RLVR and SFT; there are 84 pairs in all."""
    ancestors = pairs(closed, "nemo:weightAncestor")
    assert len(ancestors) == 84
    assert {parent for child, parent in ancestors if child == "coding-teacher"} == {
        "stem-teacher", "rlvr-student", "sft-student", "ultra-base",
    }  # fmt: skip


def test_stated_ancestors_are_fewer(files: list[str]) -> None:
    """26 of the 84 ancestor pairs exist only through inferred edges."""
    view = stated_only(load_files(files))
    entail(view)
    assert len(pairs(view, "nemo:weightAncestor")) == 84 - 26


@pytest.mark.parametrize(
    ("predicate", "pair"),
    [
        ("nemo:initializes", ("ultra-base", "sft-student")),
        ("nemo:distilledFrom", ("ultra-final", "coding-teacher")),
        ("nemo:weightDescendant", ("ultra-base", "released-ultra")),
        ("prov:wasDerivedFrom", ("released-ultra", "ultra-base")),
        ("prov:wasGeneratedBy", ("ultra-base", "ultra-base-stage-1")),
        ("prov:generated", ("ultra-base-stage-1", "ultra-base")),
        ("nemo:roundTeacher", ("nemotron-3-ultra-mopd-2", "stem-teacher")),
    ],
)
def test_inverses_and_prov(closed: Store, predicate: str, pair: tuple[str, str]) -> None:
    """Inverses, superproperties and the relations of PROV-O follow."""
    assert pair in pairs(closed, predicate)


def test_only_new_triples_about_individuals(closed: Store) -> None:
    """Nothing said already, no literal subject, nothing about classes and properties follows."""
    for quad in closed.quads_for_pattern(None, None, None, ENTAILED):
        assert Quad(quad.subject, quad.predicate, quad.object) not in closed
        assert isinstance(quad.subject, NamedNode)
        kind = Quad(quad.subject, NamedNode(RDF_TYPE), NamedNode(PREFIXES["owl"] + "Class"))
        assert kind not in closed


def test_groups_do_not_leak(closed: Store) -> None:
    """What a group generates or gives does not pass to its members, nor data to weights."""
    ancestors = {parent for _, parent in pairs(closed, "nemo:weightAncestor")}
    assert not ancestors & {"external-committee", "glm-5", "deepseek-v4-pro"}


def test_repeating_changes_nothing(closed: Store) -> None:
    """Reasoning a second time gives the same number of triples."""
    before = len(closed)
    entail(closed)
    assert len(closed) == before


def test_bundled_data_hold_together(closed: Store) -> None:
    """The bundled data have no contradiction."""
    assert contradictions(closed) == []


@pytest.mark.parametrize(
    ("triple", "rule"),
    [
        (("model:glm-5", "nemo:initializedFrom", "model:glm-5"), "irreflexive property"),
        (("model:ultra-base", "nemo:initializedFrom", "model:sft-student"), "asymmetric property"),
        (("model:glm-5", "rdf:type", "nemo:Dataset"), "disjoint classes"),
        (
            ("model:deepseek-v4-pro", "nemo:generatesDataFor", "model:sft-student"),
            "negative property assertion",
        ),
    ],
)
def test_contradiction_is_found(
    broken: Callable[..., Store], triple: tuple[str, str, str], rule: str
) -> None:
    """Each kind of contradiction is found, with the triple that causes it."""
    found = [each for each in contradictions(broken(triple)) if each.rule == rule]
    subject, predicate, obj = (node(part).value for part in triple)
    if rule == "disjoint classes":
        assert (subject, predicate, PREFIXES["nemo"] + "Model") in found[0].triples
    else:
        assert (subject, predicate, obj) in found[0].triples


def test_denied_ancestor_names_the_path(broken: Callable[..., Store]) -> None:
    """A denial of weights names the steps of the path of weights that contradicts it."""
    store = broken(("model:ultra-base", "nemo:initializedFrom", "model:external-committee"))
    (found,) = contradictions(store)
    assert found.denial is not None
    assert found.denial.endswith("not--released-ultra--weightAncestor--external-committee")
    assert [triple[0].rpartition("/")[2] for triple in found.triples] == [
        "released-ultra", "ultra-final", "ultra-mopd1", "rlvr-student", "sft-student", "ultra-base",
    ]  # fmt: skip


def test_literal_objects_have_no_inverse(files: list[str]) -> None:
    """A literal where a resource belongs does not become the subject of an entailed triple."""
    store = load_files(files)
    wrong = Quad(node("model:glm-5"), node("nemo:judges"), Literal("nobody"))
    store.add(wrong)
    entail(store)
    quads = store.quads_for_pattern(None, node("nemo:judgedBy"), None, ENTAILED)
    assert all(isinstance(quad.subject, NamedNode) for quad in quads)
