"""What cannot hold together in the data and its entailments, each with the triples that cause it.

The rules are those of OWL 2 RL: irreflexive and asymmetric properties, disjoint classes and
negative property assertions (prp-irp, prp-asyp, cax-dw, cax-adc, prp-npa1).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from nemokg.axioms import Axioms
from nemokg.vocab import PREFIXES, RDF_TYPE, compact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions

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
    """A rule that the data break, and the triples (of IRIs) that break it together."""

    rule: str
    triples: tuple[tuple[str, str, str], ...]
    denial: str | None = None

    def __str__(self) -> str:
        causes = "; ".join(" ".join(map(compact, triple)) for triple in self.triples)
        denied = f" denied by {compact(self.denial)}" if self.denial else ""
        return f"{self.rule}{denied}: {causes}"


def contradictions(store: Store) -> list[Contradiction]:
    """Return what cannot hold together in a store whose entailments `reason.entail` has written.

    A triple that only follows is given by the asserted triples of a shortest path that leads to
    it; a class that only follows, by the class itself.
    """
    axioms = Axioms(store)
    found = []
    for name in sorted(axioms.irreflexive):
        for (x,) in _select(store, f"SELECT DISTINCT ?x WHERE {{ ?x <{name}> ?x }}"):
            found.append(Contradiction("irreflexive property", ((x, name, x),)))
    for name in sorted(axioms.asymmetric):
        both = f"?x <{name}> ?y . ?y <{name}> ?x FILTER(STR(?x) < STR(?y))"
        for x, y in _select(store, f"SELECT DISTINCT ?x ?y WHERE {{ {both} }}"):
            found.append(Contradiction("asymmetric property", ((x, name, y), (y, name, x))))
    for one, other in sorted(axioms.disjoint):
        for (x,) in _select(store, f"SELECT DISTINCT ?x WHERE {{ ?x a <{one}> , <{other}> }}"):
            types = ((x, _A.value, one), (x, _A.value, other))
            found.append(Contradiction("disjoint classes", types))
    for denial, s, p, o in _select(store, _DENIALS):
        causes = _shortest(store, axioms.steps(p), s, o) or [(s, p, o)]
        found.append(Contradiction("negative property assertion", tuple(causes), denial))
    return found


def _select(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions: QuerySolutions = store.query(query, use_default_graph_as_union=True)  # type: ignore[assignment]
    return sorted(tuple(str(term.value) for term in row) for row in solutions)


def _shortest(
    store: Store, steps: Iterable[tuple[str, bool]], start: str, end: str
) -> list[tuple[str, str, str]]:
    """Return the asserted triples of a shortest path from start to end, or none."""
    came_by: dict[str, tuple[str, tuple[str, str, str]]] = {}
    waiting = deque([start])
    while waiting and end not in came_by:
        here = waiting.popleft()
        for name, forward in sorted(steps):
            for there, triple in _neighbours(store, here, name, forward):
                if there not in came_by:
                    came_by[there] = (here, triple)
                    waiting.append(there)
    triples: list[tuple[str, str, str]] = []
    while end in came_by and (not triples or end != start):
        end, triple = came_by[end]
        triples.append(triple)
    return triples[::-1]


def _neighbours(
    store: Store, node: str, name: str, forward: bool
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    here, edge = NamedNode(node), NamedNode(name)
    subject, obj = (here, None) if forward else (None, here)
    # Only the default graph: what follows from it is not a cause.
    for quad in store.quads_for_pattern(subject, edge, obj, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            there = quad.object if forward else quad.subject
            yield there.value, (quad.subject.value, name, quad.object.value)
