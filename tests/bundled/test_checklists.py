"""The ontology keeps to the checklists of the field, and the checks find faults."""

from __future__ import annotations

import pytest
from checklist_cases import CASES, PREFIXES
from checklists import (
    FAILS,
    IS_OPEN,
    NETWORK,
    NOT_APPLICABLE,
    PASSES,
    Result,
    page,
    result,
    results,
)
from checklists.elsewhere import DOES_NOT_APPLY, NEEDS_THE_NETWORK, OPEN
from checklists.material import Material
from checklists.registry import CHECKS, items
from paths import ROOT


@pytest.fixture(scope="module")
def material() -> Material:
    """Return the ontology and the files as they are."""
    return Material.read(ROOT)


@pytest.fixture(scope="module")
def found(material: Material) -> list[Result]:
    """Return the result of every item."""
    return results(material)


def test_no_item_of_the_lists_is_missing() -> None:
    """All 139 items are there once, and each is checked or has one reason why not."""
    keys = [item.key for item in items()]
    assert len(keys) == len(set(keys)) == 139
    parts = [set(CHECKS), set(NEEDS_THE_NETWORK), set(DOES_NOT_APPLY)]
    assert sum(map(len, parts)) == 139
    assert set.union(*parts) == set(keys)
    assert set(OPEN) < set(CHECKS)


@pytest.mark.parametrize("key", sorted(CHECKS), ids=" ".join)
def test_an_item_passes(found: list[Result], key: tuple[str, str]) -> None:
    """The ontology as it is passes each check, or fails it as is said in the open."""
    (said,) = [each for each in found if each.item.key == key]
    assert said.verdict == (IS_OPEN if key in OPEN else PASSES), said.remark


@pytest.mark.parametrize("key", sorted(CHECKS), ids=" ".join)
def test_a_check_finds_a_fault(material: Material, key: tuple[str, str]) -> None:
    """The ontology, broken in the way that the check is for, does not pass it."""
    case = CASES[key]
    if isinstance(case, str):
        broken = material.copy()
        broken.graph.update(PREFIXES + case)
        assert set(broken.graph) != set(material.graph)
    else:
        file, old, new = case
        assert old in material.files[file]
        broken = material.copy({file: material.files[file].replace(old, new)})
    (item,) = [item for item in items() if item.key == key]
    assert result(item, broken).verdict == FAILS


def test_every_fault_has_its_check() -> None:
    """There is no broken ontology too many."""
    assert set(CASES) == set(CHECKS)


def test_the_page_is_what_the_check_says(found: list[Result]) -> None:
    """The page in the documentation is what would be written now, with a row for each item."""
    lying = (ROOT / "docs" / "checklists.md").read_text(encoding="utf-8")
    assert lying == page(found), "docs/checklists.md is out of date; run `make checklists`"
    rows = [line.split(" | ") for line in lying.splitlines() if line.count(" | ") == 5]
    verdicts = [row[4] for row in rows]
    for verdict in (PASSES, IS_OPEN, NETWORK, NOT_APPLICABLE):
        assert verdicts.count(verdict) == sum(each.verdict == verdict for each in found)
    assert FAILS not in lying.replace(f"| {FAILS} |", "|", 1)  # but in the head of the counts
