"""The table of the site says of each entry what the claim behind it says."""

from __future__ import annotations

import pytest
from exports import datasets
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.opening import Dataset
from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.export.explainer_table import explainer_rows
from nemokg.rdf.vocab import local_name
from nemokg.site.facts import Facts
from nemokg.site.graph_data import graph_page_data
from nemokg.site.table import Row, participant_rows

HEAD = """
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <https://example.org/swift/> .
"""
SWIFT = f"""{HEAD}
:sft a nemo:Checkpoint ; nemo:initializedFrom :base ; nemo:startDescription :words .
:words nemo:value "a checkpoint" .
:base a nemo:Checkpoint ; nemo:memberOf :sft .
:sft-1 nemo:produces :sft ; nemo:stageOrder 1 ; nemo:usesAlgorithm :packing .
:c1 rdf:subject :sft ; rdf:predicate nemo:initializedFrom ; rdf:object :base .
:c2 rdf:subject :sft ; rdf:predicate nemo:startDescription ; rdf:object :words .
:c3 rdf:subject :base ; rdf:predicate nemo:memberOf ; rdf:object :sft .
:c4 rdf:subject :sft-1 ; rdf:predicate nemo:usesAlgorithm ; rdf:object :packing .
:c1 nemo:status nemo:stated . :c2 nemo:status nemo:attributed .
:c3 nemo:status nemo:attributed . :c4 nemo:status nemo:inferred .
"""
AGAINST = {
    "refuted": ":c1 nemo:rank nemo:deprecated .",
    "denied of all chains": ":no a nemo:Denial ; owl:sourceIndividual :sft ;"
    " owl:targetIndividual :base ; owl:assertionProperty nemo:weightAncestor .",
    "against a source": ":c1 nemo:evidence :e . :e nemo:support nemo:contradicts .",
}


def table(store: Store) -> dict[str, Row]:
    """Return the rows of the table of the site, by the local name of the model."""
    facts = Facts(store)
    rows = participant_rows(facts, graph_page_data(Dataset(store), facts))
    return {row.model["id"]: row for row in rows}


def swift(more: str = "") -> Row:
    """Return the row of the fine-tuned checkpoint of a pipeline of others."""
    store = store_of_files(core_ontology_files())
    store.load(SWIFT + more, RdfFormat.TURTLE)
    return table(store)["sft"]


def test_every_entry_has_its_claim() -> None:
    """Starts in words, members and algorithms have status and claim, as edges have."""
    row = swift()
    entries = [*row.starts, *row.data, *row.algorithms]
    assert [(entry.claim, entry.status, entry.contradicted) for entry in entries] == [
        ("c1", "stated", False),
        ("c2", "attributed", False),
        ("c3", "attributed", False),
        ("c4", "inferred", False),
    ]


@pytest.mark.parametrize("case", AGAINST)
def test_what_is_contradicted_says_so(case: str) -> None:
    """An entry that is refuted, denied or against a source is contradicted, and no other is."""
    row = swift(AGAINST[case])
    assert [entry.contradicted for entry in row.starts] == [True, False]
    assert not any(entry.contradicted for entry in [*row.data, *row.algorithms])


def test_the_site_and_the_exported_table_agree() -> None:
    """A claim has the same status and is contradicted in both tables, in all columns but Feeds."""
    store = datasets()["bundled"]
    rows = table(store)
    shown = {
        entry.claim: (entry.status, entry.contradicted)
        for row in rows.values()
        for entry in [*row.starts, *row.data, *row.algorithms]
    }
    exported = {
        local_name(entry.claim.iri): (entry.claim.status, entry.contradicted)
        for row in explainer_rows(Dataset(store))
        for column in ("Init from", "Data", "Algorithm")
        for entry in row.cells[column]
    }
    assert any(contradicted for _, contradicted in exported.values())
    assert {claim: shown.get(claim) for claim in exported} == exported
