"""What a sheet is built into: claims with their status, exact values, and Turtle that conforms."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest
import rdflib
from paths import FIXTURES
from pyoxigraph import RdfFormat, Store

from nemokg.rdf.vocab import PREFIXES
from nemokg.sheets.checking import check_sheet

if TYPE_CHECKING:
    from pathlib import Path

TERN = FIXTURES / "sheets/tern.sheet.yaml"
BASE = "https://example.org/terns/"
PROLOGUE = "".join(
    f"PREFIX {name}: <{namespace}>\n"
    for name, namespace in {
        **{name: f"{BASE}{name}/" for name in ("model", "claim", "dataset", "quantity", "stage")},
        **{name: PREFIXES[name] for name in ("dcterms", "nemo", "owl", "rdf", "rdfs", "skos")},
    }.items()
)


@pytest.fixture(scope="module")
def turtle() -> str:
    """Return the Turtle of the sheet."""
    return check_sheet(TERN).turtle


@pytest.fixture(scope="module")
def store(turtle: str) -> Store:
    """Return a store with what the sheet is built into."""
    store = Store()
    store.load(turtle, RdfFormat.TURTLE)
    return store


def rows(store: Store, pattern: str) -> list[tuple[str, ...]]:
    """Return what a pattern binds, in the order of its variables, sorted."""
    names = sorted({word for word in pattern.split() if word.startswith("?")})
    found = store.query(f"{PROLOGUE}SELECT {' '.join(names)} WHERE {{ {pattern} }}")
    return sorted(tuple(term.value for term in row) for row in found)  # type: ignore[union-attr]


def holds(store: Store, pattern: str) -> bool:
    """Return whether a pattern holds."""
    return bool(store.query(f"{PROLOGUE}ASK {{ {pattern} }}"))


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("tern-2-merge--mergedFrom--gull-b", "stated"),  # by a part of the primary work
        ("heron-unnamed--generatesDataFor--tern-2", "inferred"),  # because and sure
        ("gull-a--maker--gull-lab", "inferred"),
        ("gull-a--initializedFrom--gull-b", "stated"),  # by a card that its maker published
        ("tern-2--hasQuantity--tern-2-total-parameters-7100000000", "attributed"),  # by a blog
        ("not--gull-b--distilledInto--tern-2", "stated"),
        ("dives-ranked--generatedBy--gull-b", "stated"),
        ("tern-2--license--tern-licence", "stated"),
    ],
)
def test_status_is_computed(store: Store, claim: str, status: str) -> None:
    """A claim is inferred with a reason, stated by the primary work, or else attributed."""
    assert holds(store, f"claim:{claim} nemo:status nemo:{status}")


def test_a_claim_belongs_to_the_home_of_what_is_made(store: Store) -> None:
    """What is said of a model of others belongs outside, all else to the pipeline."""
    outside = rows(store, "?claim nemo:inAccount <https://w3id.org/nemokg/account/outside>")
    assert outside == [
        (f"{BASE}claim/gull-a--{said}",) for said in ("initializedFrom--gull-b", "maker--gull-lab")
    ]
    assert len(rows(store, "?claim nemo:status ?s . ?claim nemo:partOfPipeline ?p")) == 31


def test_edges_run_as_their_property_does(store: Store) -> None:
    """Weights run from child to parent, help from helper to model, and denials are no triples."""
    assert holds(store, "model:tern-2-int4 nemo:quantizedFrom model:tern-2")
    assert holds(store, "model:gull-a nemo:filtersDataFor model:tern-2")
    assert holds(store, "model:tern-2 nemo:judges model:tern-2")
    assert not holds(store, "model:gull-b nemo:distilledInto ?student")
    assert holds(
        store,
        "claim:not--gull-b--distilledInto--tern-2 a owl:NegativePropertyAssertion ;"
        " owl:sourceIndividual model:gull-b ; owl:targetIndividual model:tern-2",
    )
    assert holds(store, "claim:gull-a--filtersDataFor--tern-2 nemo:inStage stage:tern-2-stage-1")


def test_values_are_exact(store: Store) -> None:
    """Numbers are decimals as written, and words that YAML would convert stay words."""
    values = {value for _, value in rows(store, "?q nemo:value ?v")}
    assert {"7000000000", "7100000000", "12.5", "76.2", "1200", "fish", "no weed"} <= values
    assert rows(store, "?source nemo:commit ?c")[0][0] == "1234567e8"
    assert rows(store, "?release dcterms:language ?l") == [
        ("en", f"{BASE}model/tern-2-release"),
        ("no", f"{BASE}model/tern-2-release"),
    ]


def test_values_of_one_kind_compete(store: Store) -> None:
    """Each of two values has a claim, they compete, and one is preferred."""
    names = [f"tern-2--hasQuantity--tern-2-total-parameters-{n}" for n in (7000000000, 7100000000)]
    assert holds(
        store, f"claim:{names[0]} nemo:competesWith claim:{names[1]} ; nemo:rank nemo:preferred"
    )
    assert holds(
        store, f"claim:{names[1]} nemo:competesWith claim:{names[0]} ; nemo:rank nemo:normal"
    )


def test_a_stage_has_its_data_and_settings(store: Store) -> None:
    """A stage uses data that its model is then trained on, and has quantities as settings."""
    stage = "stage:tern-2-stage-1"
    assert holds(store, f"{stage} nemo:usesData dataset:fish-prompts ; nemo:produces model:tern-2")
    assert holds(store, "model:tern-2 nemo:trainedOn dataset:fish-prompts")
    assert holds(store, f"{stage} nemo:setting quantity:tern-2-stage-1-epochs")
    assert rows(store, f"{stage} rdfs:label ?l") == [("Tern 2, stage 1: Diving",)]


def test_two_parsers_read_the_same_graph(turtle: str, store: Store) -> None:
    """The Turtle means the same to rdflib and to Oxigraph."""
    graph = rdflib.Graph().parse(data=turtle)
    assert len(graph) == len(store) > 700


def test_a_changed_line_changes_a_few(tmp_path: Path, turtle: str) -> None:
    """The Turtle of a sheet with one other word differs in as many places as the word has."""
    other = tmp_path / TERN.name
    text = TERN.read_text(encoding="utf-8")
    other.write_text(text.replace("sure: low", "sure: medium"), encoding="utf-8")
    changed = [
        line
        for line in difflib.unified_diff(
            turtle.splitlines(), check_sheet(other).turtle.splitlines(), n=0, lineterm=""
        )
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed == ["-    nemo:confidence nemo:low ;", "+    nemo:confidence nemo:medium ;"]


def test_findings_on_what_is_built_point_into_the_sheet(tmp_path: Path) -> None:
    """What only the shapes see, such as a cycle, is said where the sheet has it."""
    sheet = tmp_path / "cycle.sheet.yaml"
    text = TERN.read_text(encoding="utf-8")
    text = text.replace("merge-base: gull-a", "merge-base: gull-a\n    from: tern-2")
    sheet.write_text(text, encoding="utf-8")
    problems = check_sheet(sheet).problems
    assert {problem.rule for problem in problems} == {"Lineage-acyclic"}
    lines = text.splitlines()
    named = {lines[problem.place.line - 1].strip() for problem in problems}
    assert named == {"tern-2-merge:", "tern-2:"}


def test_what_is_described_elsewhere_is_referred_to(tmp_path: Path) -> None:
    """A model that the bundled data describe keeps its IRI, and only its types are repeated."""
    sheet = tmp_path / "reference.sheet.yaml"
    text = TERN.read_text(encoding="utf-8").replace("gull-b", "deepseek-r1")
    text = text.replace("label: Gull B", "evidence: tern-report @ §9")
    sheet.write_text(text, encoding="utf-8")
    checked = check_sheet(sheet)
    assert checked.problems == ()
    store = Store()
    store.load(checked.turtle, RdfFormat.TURTLE)
    iri = "<https://w3id.org/nemokg/model/deepseek-r1>"
    assert holds(store, f"{iri} a nemo:Participant ; nemo:externalTo ?pipeline")
    assert not holds(store, f"{iri} rdfs:label ?label")
    assert holds(store, f"?part nemo:participant {iri} ; nemo:evidence ?evidence")


def test_without_a_base_names_are_ours(tmp_path: Path) -> None:
    """A sheet for a bundled pipeline has no dataset of its own, and names of nemokg."""
    sheet = tmp_path / "ours.sheet.yaml"
    text = TERN.read_text(encoding="utf-8")
    start, end = text.index("dataset:\n"), text.index("pipeline:\n")
    sheet.write_text(text[:start] + text[end:], encoding="utf-8")
    checked = check_sheet(sheet)
    assert checked.problems == ()
    assert "example.org/terns/model" not in checked.turtle
    assert "model:tern-2 a nemo:StudentCheckpoint" in checked.turtle
