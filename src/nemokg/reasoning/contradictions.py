"""Contradictions in the data and its entailments, each with the triples that cause it.

The rules are those of OWL 2 RL: irreflexive and asymmetric properties, disjoint classes and
negative property assertions (prp-irp, prp-asyp, cax-dw, cax-adc, prp-npa1).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from nemokg.characters import visible_text
from nemokg.entailment.axioms import Axioms
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, TypeAlias

    from pyoxigraph import QuerySolutions

    from nemokg.rdf.results import Term

    Triple: TypeAlias = tuple[str, str, str]
    Resource: TypeAlias = NamedNode | BlankNode
    Goal: TypeAlias = tuple[Resource, str, Term]

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
    it, those of a chain of properties among them; a class that only follows, by the asserted class
    or the asserted triples that it follows from.
    """
    axioms = Axioms(store)
    causes = _Causes(store, axioms)
    contradictions = []
    for name in sorted(axioms.irreflexive):
        for (x,) in _select(store, f"SELECT DISTINCT ?x WHERE {{ ?x <{name}> ?x }}"):
            contradictions.append(
                Contradiction("irreflexive property", causes.of_triple(x, name, x))
            )
    for name in sorted(axioms.asymmetric):
        both = f"?x <{name}> ?y . ?y <{name}> ?x"
        for x, y in _select(store, f"SELECT DISTINCT ?x ?y WHERE {{ {both} }}"):
            if _text(x) < _text(y):
                of_both = causes.of_triple(x, name, y) + causes.of_triple(y, name, x)
                contradictions.append(Contradiction("asymmetric property", of_both))
    for one, other in sorted(axioms.disjoint):
        # Two sets are joined; looking up each resource takes seven times longer in a large store.
        sets = (f"{{ SELECT DISTINCT ?x WHERE {{ ?x a <{name}> }} }}" for name in (one, other))
        for (x,) in _select(store, f"SELECT ?x WHERE {{ {' '.join(sets)} }}"):
            of_both = causes.of_class(x, one) + causes.of_class(x, other)
            contradictions.append(Contradiction("disjoint classes", of_both))
    for denial, s, p, o in _select(store, _DENIALS):
        of_denied = causes.of_triple(s, p.value, o)
        contradictions.append(
            Contradiction("negative property assertion", of_denied, _text(denial))
        )
    return contradictions


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _select(store: Store, query: str) -> list[tuple[Any, ...]]:
    solutions: QuerySolutions = store.query(query, use_default_graph_as_union=True)  # type: ignore[assignment]
    return sorted((tuple(row) for row in solutions), key=lambda row: tuple(map(_text, row)))


class _Causes:
    """The asserted triples from which others follow."""

    def __init__(self, store: Store, axioms: Axioms) -> None:
        self._store = store
        self._axioms = axioms

    def of_triple(self, s: Resource, p: str, o: Term) -> tuple[Triple, ...]:
        """Return the asserted triples from which a triple follows, or else itself."""
        return self._of_goal((s, p, o), frozenset()) or (_triple(s, p, o),)

    def of_class(self, x: Resource, name: str) -> tuple[Triple, ...]:
        """Return the asserted triples from which a resource belongs to a class."""
        below = sorted(sub for sub, above in self._axioms.superclasses.items() if name in above)
        for kind in (name, *below):
            if Quad(x, _A, NamedNode(kind)) in self._store:
                return (_triple(x, _A.value, NamedNode(kind)),)
        for ends, from_subject in ((self._axioms.domains, True), (self._axioms.ranges, False)):
            for property_, classes in sorted(ends.items()):
                if classes & {name, *below}:
                    steps = self._axioms.directed_entailing_properties(property_)
                    for step, forward in sorted(steps):
                        for _, goals in self._hops(x, step, forward == from_subject):
                            return self._of_goals(goals, frozenset())
        return (_triple(x, _A.value, NamedNode(name)),)

    def _of_goal(self, goal: Goal, pursued: frozenset[Goal]) -> tuple[Triple, ...]:
        """Return the asserted triples of a shortest path from subject to object, or none."""
        start, name, end = goal
        steps = sorted(self._axioms.directed_entailing_properties(name))
        came_by: dict[Term, tuple[Term, tuple[Goal, ...]]] = {}
        waiting: deque[Term] = deque([start])
        while waiting and end not in came_by:
            here = waiting.popleft()
            for step, forward in steps:
                for there, goals in self._hops(here, step, forward):
                    if there not in came_by and not pursued.intersection(goals):
                        came_by[there] = (here, goals)
                        waiting.append(there)
        hops: list[tuple[Goal, ...]] = []
        while end in came_by and (not hops or end != start):
            end, goals = came_by[end]
            hops.append(goals)
        return self._of_goals([each for hop in reversed(hops) for each in hop], pursued | {goal})

    def _of_goals(self, goals: Sequence[Goal], pursued: frozenset[Goal]) -> tuple[Triple, ...]:
        triples: list[Triple] = []
        for s, p, o in goals:
            asserted = Quad(s, NamedNode(p), o) in self._store
            of_goal = () if asserted else self._of_goal((s, p, o), pursued)
            triples += of_goal or [_triple(s, p, o)]
        return tuple(dict.fromkeys(triples))

    def _hops(
        self, here: Term, name: str, forward: bool
    ) -> Iterator[tuple[Term, tuple[Goal, ...]]]:
        """Yield where a property leads by an asserted triple, then where by a chain, with each."""
        graph = DefaultGraph()  # what follows is in another, and no cause
        for there, goal in self._neighbours(here, name, forward, graph):
            yield there, (goal,)
        for chain in self._axioms.chains.get(name, ()):
            steps = chain if forward else tuple((step, not on) for step, on in reversed(chain))
            paths: dict[Term, tuple[Goal, ...]] = {here: ()}
            for step, onward in steps:
                paths = {
                    there: (*goals, goal)
                    for near, goals in paths.items()
                    for there, goal in self._neighbours(near, step, onward, None)
                }
            for there, goals in paths.items():
                yield there, goals if forward else goals[::-1]

    def _neighbours(
        self, here: Term, name: str, forward: bool, graph: DefaultGraph | None
    ) -> Iterator[tuple[Term, Goal]]:
        edge = NamedNode(name)
        if not forward:
            quads = self._store.quads_for_pattern(None, edge, here, graph)
        elif isinstance(here, NamedNode | BlankNode):
            quads = self._store.quads_for_pattern(here, edge, None, graph)
        else:
            return  # nothing is said of a literal
        for quad in quads:
            subject: Any = quad.subject  # never a triple
            yield quad.object if forward else subject, (subject, name, quad.object)


def _triple(s: Resource, p: str, o: Term) -> Triple:
    return _text(s), p, _text(o)
