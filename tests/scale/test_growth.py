"""Ten times the data take ten times the work, counted in calls, which no other work disturbs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from generated import generate

from nemokg.dataset.opening import open_dataset
from nemokg.entailment.rules import entailed_triples

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from pyoxigraph import Store

CHAINED = "https://w3id.org/nemokg/ontology#dataGeneratedBy"


def work_of_closure(store: Store) -> tuple[int, int, int]:
    """Return how many triples are entailed, how many of them by a chain alone, and the calls."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        predicates = [predicate.value for _, predicate, _ in entailed_triples(store)]
    finally:
        sys.setprofile(None)
    return len(predicates), predicates.count(CHAINED), calls


def test_the_closure_grows_with_the_data(tmp_path: Path) -> None:
    """What is entailed, by chains too, and the work for it, grow at most as the data do."""
    few, many = (
        open_dataset([generate(tmp_path / f"{triples}.nt", triples)]).store
        for triples in (4_000, 40_000)
    )
    growth = len(many) / len(few)
    assert growth > 4
    entailed, chained, calls = zip(work_of_closure(few), work_of_closure(many), strict=True)
    assert chained[1] > 4 * chained[0] > 0
    assert calls[1] / calls[0] < 10
    assert calls[1] / entailed[1] < 1.1 * calls[0] / entailed[0]
