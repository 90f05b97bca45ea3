"""What release 0.1.0 named and claimed, which papers and other stores cite, is there unchanged."""

from __future__ import annotations

import csv

import pytest
from paths import FIXTURES, ROOT
from pyoxigraph import Store

from nemokg.dataset.opening import open_dataset
from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES, expand_prefixed_name, prefixed_name

LISTS = FIXTURES / "first-release"
PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "owl", "rdf"))
CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?status WHERE {
  ?claim nemo:status ?status .
  { ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object }
  UNION
  { ?claim owl:sourceIndividual ?subject ; owl:assertionProperty ?predicate ;
      owl:targetIndividual ?object }
}
"""


@pytest.fixture(scope="module")
def released() -> dict[str, dict[str, str]]:
    """Return the claims of 0.1.0, by name."""
    with (LISTS / "claims.tsv").open(encoding="utf-8", newline="") as file:
        return {row["claim"]: row for row in csv.DictReader(file, delimiter="\t")}


@pytest.fixture(scope="module")
def present() -> dict[str, dict[str, str]]:
    """Return the claims of the bundled data, by name."""
    rows = open_dataset().engine.select(PROLOGUE + CLAIMS)
    named = ([prefixed_name(bare_text(term)) for term in row] for row in rows.rows)
    return {row[0]: dict(zip(rows.columns, row, strict=True)) for row in named}


def test_every_claim_of_the_first_release_is_there(
    released: dict[str, dict[str, str]], present: dict[str, dict[str, str]]
) -> None:
    """A claim that was cited from 0.1.0 says what it said: same subject, predicate and object."""
    assert len(released) == 359
    parts = ("subject", "predicate", "object")
    assert [
        claim
        for claim, row in released.items()
        if {part: row[part] for part in parts}
        != {part: present.get(claim, {}).get(part) for part in parts}
    ] == []


def test_a_changed_status_is_in_the_changelog(
    released: dict[str, dict[str, str]], present: dict[str, dict[str, str]]
) -> None:
    """Whoever cited a claim as stated learns from the changelog if it is stated no more."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    changed = [claim for claim in released if released[claim]["status"] != present[claim]["status"]]
    assert [claim for claim in changed if f"`{claim}`" not in changelog] == []


def test_every_name_of_the_first_release_means_something() -> None:
    """No IRI of 0.1.0 is dead: each has a type still, or says what has replaced it."""
    names = (LISTS / "names.txt").read_text(encoding="utf-8").split()
    assert len(names) == 2785
    store: Store = open_dataset().store
    rows = store.query(f"{PROLOGUE}SELECT DISTINCT ?name WHERE {{ ?name a ?type }}")
    typed = {name.value for (name,) in rows}  # type: ignore[union-attr]
    assert [name for name in names if expand_prefixed_name(name) not in typed] == []
