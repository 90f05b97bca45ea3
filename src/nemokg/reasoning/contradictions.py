"""Contradictions in the data and its entailments, each with the triples that cause it.

The rules are those of OWL 2 RL: irreflexive and asymmetric properties, disjoint classes and
negative property assertions (prp-irp, prp-asyp, cax-dw, cax-adc, prp-npa1).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from nemokg.characters import visible_text
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, prefixed_name
from nemokg.reasoning.axioms import Axioms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    from pyoxigraph import QuerySolutions

    from nemokg.rdf.results import Term

    Triple: TypeAlias = tuple[str, str, str]

_DENIALS = f"""
PREFIX owl: <{PREFIXES["owl"]}>
SELECT ?denial ?s ?p ?o WHERE {{
  ?denial owl:sourceIndividual ?s ; owl:assertionProperty ?p ; owl:targetIndividual ?o .
  ?s ?p ?o .
}} ORDER BY ?denial
"""
_A = NamedNode(RDF_TYPE)


@dataclass(frozen=True)
class Contradiction:
    """A rule that the data violate, and the triples that together violate it.

    Their terms are IRIs, or else as in N-Triples: ``_:b0``.
    """

    rule: str
    triples: tuple[tuple[str, str, str], ...]
    denial: str | None = None

    def __str__(self) -> str:
        causes = "; ".join(" ".join(map(prefixed_name, triple)) for triple in self.triples)
        denied = f" denied by {prefixed_name(self.denial)}" if self.denial else ""
        return visible_text(f"{self.rule}{denied}: {causes}")


def find_contradictions(store: Store) -> list[Contradiction]:
    """Return the contradictions in a store with what `write_entailments` has written to it.

    A triple that only follows is given by the asserted triples of a shortest path that leads to
    it; a class that only follows, by the asserted class or triple that it follows from.
    """
    axioms = Axioms(store)
    found = []
    for name in sorted(axioms.irreflexive):
        for (x,) in _select(store, f"SELECT DISTINCT ?x WHERE {{ ?x <{name}> ?x }}"):
            causes = _causes(store, axioms, x, name, x)
            found.append(Contradiction("irreflexive property", causes))
    for name in sorted(axioms.asymmetric):
        both = f"?x <{name}> ?y . ?y <{name}> ?x"
        for x, y in _select(store, f"SELECT DISTINCT ?x ?y WHERE {{ {both} }}"):
            if _text(x) < _text(y):
                causes = _causes(store, axioms, x, name, y) + _causes(store, axioms, y, name, x)
                found.append(Contradiction("asymmetric property", causes))
    for one, other in sorted(axioms.disjoint):
        # Two sets are joined; looking up each resource takes seven times longer in a large store.
        sets = (f"{{ SELECT DISTINCT ?x WHERE {{ ?x a <{name}> }} }}" for name in (one, other))
        for (x,) in _select(store, f"SELECT ?x WHERE {{ {' '.join(sets)} }}"):
            causes = tuple(_typing(store, axioms, x, name) for name in (one, other))
            found.append(Contradiction("disjoint classes", causes))
    for denial, s, p, o in _select(store, _DENIALS):
        causes = _causes(store, axioms, s, p.value, o)
        found.append(Contradiction("negative property assertion", causes, _text(denial)))
    return found


def _causes(store: Store, axioms: Axioms, s: Term, p: str, o: Term) -> tuple[Triple, ...]:
    return tuple(_shortest(store, axioms.directed_entailing_properties(p), s, o)) or (
        (_text(s), p, _text(o)),
    )


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _typing(store: Store, axioms: Axioms, x: NamedNode | BlankNode, name: str) -> Triple:
    """Return an asserted triple from which a resource belongs to a class."""
    below = sorted(sub for sub, above in axioms.superclasses.items() if name in above)
    for kind in (name, *below):
        if Quad(x, _A, NamedNode(kind)) in store:
            return (_text(x), _A.value, kind)
    for ends, from_subject in ((axioms.domains, True), (axioms.ranges, False)):
        for property_, classes in sorted(ends.items()):
            if classes & {name, *below}:
                for step, forward in sorted(axioms.directed_entailing_properties(property_)):
                    for _, triple in _neighbours(store, x, step, forward == from_subject):
                        return triple
    return (_text(x), _A.value, name)


def _select(store: Store, query: str) -> list[tuple[Any, ...]]:
    solutions: QuerySolutions = store.query(query, use_default_graph_as_union=True)  # type: ignore[assignment]
    return sorted((tuple(row) for row in solutions), key=lambda row: tuple(map(_text, row)))


def _shortest(
    store: Store, steps: Iterable[tuple[str, bool]], start: Term, end: Term
) -> list[Triple]:
    """Return the asserted triples of a shortest path from start to end, or none."""
    came_by: dict[Term, tuple[Term, Triple]] = {}
    waiting = deque([start])
    while waiting and end not in came_by:
        here = waiting.popleft()
        for name, forward in sorted(steps):
            for there, triple in _neighbours(store, here, name, forward):
                if there not in came_by:
                    came_by[there] = (here, triple)
                    waiting.append(there)
    triples: list[Triple] = []
    while end in came_by and (not triples or end != start):
        end, triple = came_by[end]
        triples.append(triple)
    return triples[::-1]


def _neighbours(
    store: Store, here: Term, name: str, forward: bool
) -> Iterator[tuple[Term, Triple]]:
    edge, graph = NamedNode(name), DefaultGraph()  # what follows is in another, and no cause
    if not forward:
        quads = store.quads_for_pattern(None, edge, here, graph)
    elif isinstance(here, NamedNode | BlankNode):
        quads = store.quads_for_pattern(here, edge, None, graph)
    else:
        return  # nothing is said of a literal
    for quad in quads:
        there = quad.object if forward else quad.subject
        yield there, (_text(quad.subject), name, _text(quad.object))
