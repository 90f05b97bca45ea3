"""The explainer's table of pipelines of others, and the marks of its cells."""

from __future__ import annotations

import csv
import io
import re

import pytest
from exports import datasets, exported
from pyoxigraph import RdfFormat

from nemokg.dataset.opening import Dataset
from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.dataset.views import stated_only_store
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import render_dataset
from nemokg.export.explainer_table import CONTRADICTED, Row, explainer_rows
from nemokg.queries import catalogue
from nemokg.training.edges import influence_kinds

HEAD = """
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/swift/> .
"""
# A pipeline without an explainer, in a namespace of its own.
SWIFT = f"""{HEAD}
:swift a nemo:Pipeline ; rdfs:label "Swift *1*" .
:base nemo:partOfPipeline :swift ; rdfs:label "Swift base" .
:sft nemo:partOfPipeline :swift ; rdfs:label "Swift SFT" ;
    nemo:initializedFrom :base ; nemo:trainedOn :chats .
:critic nemo:partOfPipeline :swift ; nemo:rewards :sft .
:writer nemo:externalTo :swift ; nemo:generatesDataFor :sft .
:chats nemo:partOfPipeline :swift ; rdfs:label "Chats" .
:sft-1 nemo:partOfPipeline :swift ; nemo:produces :sft ; nemo:stageOrder 1 ;
    nemo:usesAlgorithm :packing .
:c1 rdf:subject :sft ; rdf:predicate nemo:initializedFrom ; rdf:object :base .
:c2 rdf:subject :sft ; rdf:predicate nemo:trainedOn ; rdf:object :chats .
:c3 rdf:subject :critic ; rdf:predicate nemo:rewards ; rdf:object :sft .
:c4 rdf:subject :writer ; rdf:predicate nemo:generatesDataFor ; rdf:object :sft .
:c5 rdf:subject :sft-1 ; rdf:predicate nemo:usesAlgorithm ; rdf:object :packing .
:c1 nemo:partOfPipeline :swift ; nemo:status nemo:stated .
:c2 nemo:partOfPipeline :swift ; nemo:status nemo:attributed .
:c3 nemo:partOfPipeline :swift ; nemo:status nemo:inferred .
:c4 nemo:partOfPipeline :swift ; nemo:status nemo:stated .
:c5 nemo:partOfPipeline :swift ; nemo:status nemo:stated .
"""
OTHER = f"""{HEAD}
:martin a nemo:Pipeline .
:martin-sft nemo:partOfPipeline :martin ; nemo:initializedFrom :sft .
:d1 rdf:subject :martin-sft ; rdf:predicate nemo:initializedFrom ; rdf:object :sft ;
    nemo:partOfPipeline :martin ; nemo:status nemo:stated .
"""
AGAINST = {
    "refuted": ":c1 nemo:rank nemo:deprecated .",
    "denied": ":no a nemo:Denial ; owl:sourceIndividual :sft ; owl:targetIndividual :base ;"
    " owl:assertionProperty nemo:initializedFrom .",
    "denied of all chains": ":no a nemo:Denial ; owl:sourceIndividual :sft ;"
    " owl:targetIndividual :base ; owl:assertionProperty nemo:weightAncestor .",
    "against a source": ":c1 nemo:evidence :e . :e nemo:support nemo:contradicts .",
}


def dataset(*texts: str) -> Dataset:
    """Return a dataset of texts in Turtle above the ontology."""
    store = store_of_files(core_ontology_files())
    for text in texts:
        store.load(text, RdfFormat.TURTLE)
    return Dataset(store)


def named(rows: list[Row]) -> dict[str, dict[str, list[str]]]:
    """Return the last part of the IRIs in each cell that is not empty, by model and column."""
    return {
        last(row.model): {
            column: [last(entry.item) for entry in cell]
            for column, cell in row.cells.items()
            if cell
        }
        for row in rows
    }


def last(iri: str) -> str:
    """Return what stands after the last slash."""
    return iri.rpartition("/")[2]


def test_a_pipeline_without_an_explainer_has_a_row_per_participant() -> None:
    """The participants of a pipeline of others are rows with all claims, and helpers are none."""
    assert named(explainer_rows(dataset(SWIFT))) == {
        "base": {"Feeds": ["sft"]},
        "critic": {"Feeds": ["sft"]},
        "sft": {
            "Init from": ["base"],
            "Data": ["chats", "writer"],
            "Algorithm": ["critic", "packing"],
        },
    }


def test_each_status_but_stated_has_its_mark() -> None:
    """What is attributed or inferred is marked in Markdown and has its status in the CSV."""
    text = render_dataset(dataset(SWIFT), "md")
    line = next(line for line in text.splitlines() if line.startswith("| Swift SFT"))
    assert line == (
        "| Swift SFT | Swift base | Chats ◐, https://example.org/swift/writer |"
        " https://example.org/swift/critic ○ → https://example.org/swift/packing |  |"
    )
    assert re.search("unless marked: ◐ attributed, ○ inferred; ✗ contradicted", text)
    table = csv.DictReader(io.StringIO(render_dataset(dataset(SWIFT), "csv"), newline=""))
    row = next(line for line in table if line["label"] == "Swift SFT")
    assert row["data_status"] == "attributed stated"
    assert row["algorithm_status"] == "inferred stated"
    assert row["pipeline"] == "https://example.org/swift/swift"


@pytest.mark.parametrize("case", AGAINST)
def test_what_is_contradicted_is_marked(case: str) -> None:
    """An entry that is refuted, denied or against a source is marked in the cells of both ends."""
    rows = {last(row.model): row for row in explainer_rows(dataset(SWIFT, HEAD + AGAINST[case]))}
    assert [entry.contradicted for entry in rows["sft"].cells["Init from"]] == [True]
    assert [entry.contradicted for entry in rows["base"].cells["Feeds"]] == [True]
    assert not any(entry.contradicted for entry in rows["sft"].cells["Data"])
    text = render_dataset(dataset(SWIFT, HEAD + AGAINST[case]), "md")
    assert f"| Swift base {CONTRADICTED} |" in text
    table = render_dataset(dataset(SWIFT, HEAD + AGAINST[case]), "csv")
    assert table.count("stated-contradicted") == 2


def test_a_second_claim_that_nothing_contradicts_speaks_for_a_cell() -> None:
    """What one claim refutes and another one of the same triple states is not contradicted."""
    second = (
        ":c6 rdf:subject :sft ; rdf:predicate nemo:initializedFrom ; rdf:object :base ;"
        " nemo:partOfPipeline :swift ; nemo:status nemo:stated ."
    )
    rows = explainer_rows(dataset(SWIFT, HEAD + AGAINST["refuted"] + second))
    assert not any(
        entry.contradicted for row in rows for cell in row.cells.values() for entry in cell
    )


def test_a_printed_cell_is_contradicted_as_the_edges_behind_it_are() -> None:
    """A cell of Feeds is contradicted if all edges behind it are, whatever the explainer prints."""
    rows = {last(row.model): row for row in explainer_rows(Dataset(datasets()["bundled"]))}
    fed = {
        model: {last(entry.item): entry for entry in rows[model].cells["Feeds"]}["chat-teacher"]
        for model in ("external-committee", "ultra-genrm")
    }
    assert {model: (entry.claim.status, entry.contradicted) for model, entry in fed.items()} == {
        "external-committee": ("attributed", True),
        "ultra-genrm": ("stated", False),
    }


def test_each_pipeline_has_its_own_table() -> None:
    """Several pipelines have a table each, beneath their names, and one alone has no heading."""
    text = render_dataset(dataset(SWIFT, OTHER), "md")
    assert re.findall("^## (.*)$", text, re.MULTILINE) == [
        "https://example.org/swift/martin",
        r"Swift \*1\*",
    ]
    assert text.count("| Model |") == 2
    assert "## " not in exported("bundled", "md")


def test_the_stated_view_has_what_is_stated_in_every_column() -> None:
    """In the view of what is stated, entries are stated, and cells of Feeds are filled."""
    everything = named(explainer_rows(Dataset(datasets()["bundled"])))
    rows = explainer_rows(Dataset(stated_only_store(datasets()["bundled"])))
    stated = named(rows)
    assert stated.keys() == everything.keys()
    assert {e.claim.status for row in rows for cell in row.cells.values() for e in cell} == {
        "stated"
    }
    for model, cells in stated.items():
        for column, items in cells.items():
            assert set(items) <= set(everything[model][column])
    assert sum(len(cells.get("Feeds", ())) for cells in stated.values()) == 37


def test_every_kind_of_edge_has_a_column() -> None:
    """Each property with a kind of influence has a column and, at its other end, Feeds."""
    engine = OxigraphEngine(store_of_files(core_ontology_files()))
    edges = {name.rpartition("#")[2] for name in influence_kinds(engine)}
    text = catalogue.find_query("explainer-table").text
    places = re.findall(r'\(nemo:(\w+) "\w+" \d "([\w ]+)"\)', text)
    feeding = {name for name, column in places if column == "Feeds"}
    assert edges
    assert edges <= feeding
    assert edges - {"distilledInto"} <= {name for name, column in places if column != "Feeds"}
