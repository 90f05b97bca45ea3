"""The claims of a dataset by their triples, and what their evidence rests on."""

from __future__ import annotations

from nemokg.site.facts import full, local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.site.facts import Facts

STATUSES = ("stated", "attributed", "inferred")
_PARTS = tuple(f"rdf:{name}" for name in ("subject", "predicate", "object"))


class ClaimIndex:
    """The claims of a dataset, by subject and property, and what their evidence rests on."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._by_triple: dict[tuple[str, ...], list[str]] = {}
        for iri in facts.instances("Claim"):
            parts = tuple(facts.first(iri, part) for part in _PARTS)
            self._by_triple.setdefault(parts, []).append(iri)

    def of(self, *triple: str) -> tuple[str, str]:
        """Return the local name and status of the claim that speaks for a triple."""
        facts = self._facts
        found = [(_standing(facts, iri), iri) for iri in self._by_triple.get(triple, ())]
        if not found:
            return "", ""
        iri = min(found)[1]
        return local(iri), local(facts.first(iri, "status"))

    def supported(self, claim: str) -> tuple[bool, bool]:
        """Return whether the drawing of the explainer, and whether the primary work, support it."""
        facts, drawn, reported = self._facts, False, False
        pipelines = facts.values(claim, "partOfPipeline")
        drawings = {s for p in pipelines for s in facts.values(p, "explainerDrawing")}
        works = {s for p in pipelines for s in facts.values(p, "primaryWork")}
        for evidence in facts.values(claim, "evidence"):
            if facts.first(evidence, "support") == full("supports"):
                sources = set(facts.values(evidence, "dcterms:source"))
                drawn = drawn or bool(sources & drawings)
                reported = reported or bool(_with_wholes(facts, sources) & works)
        return drawn, reported


def _with_wholes(facts: Facts, sources: set[str]) -> set[str]:
    """Return sources with the documents of which they are parts or editions."""
    found, queue = set[str](), list(sources)
    while queue:
        iri = queue.pop()
        if iri not in found:
            found.add(iri)
            queue += facts.values(iri, "dcterms:isPartOf", "dcterms:isVersionOf")
    return found


def _standing(facts: Facts, claim: str) -> tuple[int, int]:
    ranks, rank = ("preferred", "normal", "deprecated"), local(facts.first(claim, "rank"))
    status = local(facts.first(claim, "status"))
    return (
        ranks.index(rank) if rank in ranks else 1,
        STATUSES.index(status) if status in STATUSES else 3,
    )
