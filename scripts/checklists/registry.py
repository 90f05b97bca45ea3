"""The items of the checklists, and the checks that are made of them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from checklists.material import Material

    Run = Callable[[Material], list[str]]

_ITEMS = Path(__file__).with_name("items.tsv")
Key = tuple[str, str]


@dataclass(frozen=True)
class Item:
    """An item of a checklist, in our words."""

    suite: str
    id: str
    level: str
    wording: str

    @property
    def key(self) -> Key:
        """What names the item: its suite, and its name there."""
        return self.suite, self.id


@dataclass(frozen=True)
class Check:
    """How an item is read here, and the function that returns what is wrong."""

    reading: str
    run: Run


CHECKS: dict[Key, Check] = {}


def check(suite: str, id_: str, reading: str) -> Callable[[Run], Run]:
    """Register a function as the check of an item; one function may check several."""

    def register(run: Run) -> Run:
        assert (suite, id_) not in CHECKS, f"{suite} {id_} has two checks"
        CHECKS[suite, id_] = Check(reading, run)
        return run

    return register


def items() -> list[Item]:
    """Return the items of all checklists, in their order."""
    with _ITEMS.open(encoding="utf-8", newline="") as file:
        return [Item(**row) for row in csv.DictReader(file, delimiter="\t")]
