"""Of a dataset it is known what is one's own, and which shared terms go with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from nemokg.dataset.layers import SHARED
from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.dataset.ownership import divided_store, published_store
from nemokg.dataset.reading import store_of_files
from nemokg.rdf.vocab import PREFIXES as KNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

NEMO = KNOWN["nemo"]
PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
SHARED_DATA = """
:narrow skos:broader :broad ; :evidence :evidence . :evidence :source :source . :source :year 1 .
:broad :note "a" . :other :note "b" ; skos:broader :broad .
:claim rdf:subject :narrow ; :evidence :claim-evidence . :claim-evidence :note "c" .
:denial owl:sourceIndividual :broad .
:unrelated rdf:subject :other .
"""
AXIOMS = "[] owl:members ( :A :B ) . :p owl:propertyChainAxiom ( :q :r ) ."
OWN = """
:mine :uses :narrow ; :list ( :A :B ) ; :has [ :note "d" ] . [] :note "e" . :broad :note "mine" .
"""


def parsed(*texts: str) -> Store:
    """Return a store of texts in Turtle."""
    store = Store()
    for text in texts:
        store.load(PREFIXES + text, RdfFormat.TURTLE)
    return store


def subjects(store: Store) -> set[str]:
    """Return the local names of the subjects that have one."""
    named = (quad.subject for quad in store)
    return {each.value.rpartition("/")[2] for each in named if isinstance(each, NamedNode)}


def test_what_is_carried_is_what_own_triples_need() -> None:
    """Carried are the shared resources that own triples name, and whatever hangs on these."""
    everything, shared = parsed(SHARED_DATA, AXIOMS, OWN), parsed(SHARED_DATA)
    divided = divided_store(everything, parsed(SHARED_DATA, AXIOMS), shared)
    assert subjects(divided.own) == {"mine", "broad"}
    assert subjects(divided.carried) == {
        "narrow", "broad", "evidence", "source", "claim", "claim-evidence", "denial"
    }  # fmt: skip
    published = published_store(everything, shared, divided.carried)
    assert subjects(everything) - subjects(published) == {"other", "unrelated"}
    axioms = len(parsed(AXIOMS))
    assert len(published) == len(divided.own) + len(divided.carried) + axioms


def test_blank_nodes_are_told_apart_without_their_names() -> None:
    """Lists and nodes without a name are one's own, unless an axiom of ours has just these."""
    divided = divided_store(parsed(AXIOMS, OWN), parsed(AXIOMS), Store())
    assert len(divided.own) == len(parsed(OWN))


@pytest.mark.parametrize(
    "view",
    [
        lambda dataset: dataset,
        lambda dataset: dataset.stated_only_view(),
        lambda dataset: dataset.entailed_view(),
        lambda dataset: dataset.stated_only_view().entailed_view(),
    ],
)
def test_views_of_own_files_have_nothing_of_ours(
    tmp_path: Path, view: Callable[[Dataset], Dataset]
) -> None:
    """Of a view too, what lies beneath is not one's own, nor is what follows from that alone."""
    file = tmp_path / "own.ttl"
    file.write_text(f"{PREFIXES} @prefix nemo: <{NEMO}> . :a a nemo:Teacher ; :b 1 .", "utf-8")
    ownership = view(open_dataset([file])).ownership
    assert subjects(ownership.own) <= {"a", "entailed", "entailed-stated"}
    assert len(ownership.carried) == 0


def test_the_bundled_data_are_all_own() -> None:
    """Who opens the bundled data, a store or files alone has nothing of others in them."""
    bundled = open_dataset()
    assert bundled.ownership.own is bundled.store
    (shared,) = (layer for layer in bundled.layers if layer.kind == SHARED)
    named = open_dataset([shared.paths[0]])
    assert len(named.ownership.own) == len(store_of_files(shared.files))
    assert len(named.ownership.carried) == 0


def test_shared_resources_are_cited_as_ours(tmp_path: Path) -> None:
    """What the shared data say is cited in the edition of nemokg, beneath whatever own files."""
    file = tmp_path / "own.ttl"
    head = "".join(f"@prefix {name}: <{KNOWN[name]}> . " for name in ("dcat", "dcterms"))
    file.write_text(
        f"{head} <https://example.org/> a dcat:Dataset ; dcterms:title 'Own' .", "utf-8"
    )
    dataset = open_dataset([file])
    assert dataset.edition_of("https://example.org/claim").title == "Own"
    assert dataset.edition_of(f"{KNOWN['quantity']}unit-one") == open_dataset().edition
    assert dataset.edition_of(f"{KNOWN['claim']}of-nobody").title == "Own"
