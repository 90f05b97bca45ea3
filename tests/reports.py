"""Validation reports of SHACL, read so that those of two validators can be compared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

SH = "http://www.w3.org/ns/shacl#"
_PARTS = "focusNode value sourceShape sourceConstraintComponent resultSeverity resultPath"


def objects(triples: Iterable[Triple], subject: object, predicate: str) -> list[object]:
    """Return the objects of a subject and predicate."""
    return [
        triple.object
        for triple in triples
        if triple.subject == subject and triple.predicate.value == predicate
    ]


def results(triples: list[Triple], report: object) -> list[list[object]]:
    """Return the results of a report: of each the terms that say what breaks what."""
    return [
        [next(iter(objects(triples, result, SH + name)), None) for name in _PARTS.split()]
        for result in objects(triples, report, SH + "result")
    ]


def comparable(results: Iterable[Iterable[object]]) -> Counter[tuple[object, ...]]:
    """Return results with how often each occurs; blank nodes have other labels in each file."""
    return Counter(
        tuple("blank" if isinstance(term, BlankNode) else term for term in result)
        for result in results
    )
