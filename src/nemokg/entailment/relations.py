"""The pairs of terms that properties relate, by the triples of a store and by what these entail."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Quad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pyoxigraph import QuerySolutions, Store, Triple

    from nemokg.entailment.axioms import Axioms, DirectedProperty
    from nemokg.rdf.results import Term

    Pair = tuple[Term, Term]


class Relations:
    """What each property relates, in the default graph of a store and by its entailments.

    In memory are the pairs that chains of properties and transitive properties entail. None of the
    triples `without`, nor its inverse, follows from a chain.
    """

    def __init__(self, store: Store, axioms: Axioms, without: Collection[Triple] = ()) -> None:
        self._store = store
        self._axioms = axioms
        self._by_chain: dict[str, dict[Pair, None]] = {}
        self._closures: dict[str, list[Pair]] = {}
        self._follow_chains(without)

    def by_chain(self, name: str) -> Iterable[Pair]:
        """Return the pairs of a property that chains entail and that are not asserted, each once.

        >>> from pyoxigraph import RdfFormat, Store
        >>> from nemokg.entailment.axioms import Axioms
        >>> store = Store()
        >>> store.load('''
        ... @prefix owl: <http://www.w3.org/2002/07/owl#> .
        ... <x:uncle> owl:propertyChainAxiom ( <x:parent> <x:brother> ) .
        ... <x:a> <x:parent> <x:b> . <x:b> <x:brother> <x:c> .
        ... ''', RdfFormat.TURTLE)
        >>> [(x.value, y.value) for x, y in Relations(store, Axioms(store)).by_chain("x:uncle")]
        [('x:a', 'x:c')]
        """
        return self._by_chain.get(name, ())

    def entailed_pairs(self, name: str) -> Iterable[Pair]:
        """Return each entailed pair of a property once; some of them may be asserted besides."""
        steps = self._axioms.directed_entailing_properties(name)
        transitive = [(step, forward) for step, forward in steps if step in self._axioms.transitive]
        others = steps - {(name, True)}
        chained = [step for step, _ in steps if step in self._by_chain]
        if len(others) + len(chained) < 2 and not transitive:  # no pair can come twice
            return self._with_own_chains(name, others)
        pairs = dict.fromkeys(self._with_own_chains(name, others))
        for step, forward in transitive:
            pairs.update((pair if forward else pair[::-1], None) for pair in self._closure(step))
        return pairs

    def _with_own_chains(self, name: str, others: Iterable[DirectedProperty]) -> Iterator[Pair]:
        yield from self.by_chain(name)
        yield from self._direct(others)

    def _direct(self, steps: Iterable[DirectedProperty]) -> Iterator[Pair]:
        for name, forward in sorted(steps):
            rows: QuerySolutions = self._store.query(f"SELECT ?x ?y WHERE {{ ?x <{name}> ?y }}")  # type: ignore[assignment]
            for x, y in rows:
                yield (x, y) if forward else (y, x)
            for x, y in self.by_chain(name):
                yield (x, y) if forward else (y, x)

    def _closure(self, name: str) -> list[Pair]:
        """Return the pairs of a transitive property; several properties follow from each."""
        if name not in self._closures:
            direct = self._direct(self._axioms.directed_entailing_properties(name))
            self._closures[name] = list(_reachable_pairs(direct))
        return self._closures[name]

    def _all_pairs(self, step: DirectedProperty) -> Iterator[Pair]:
        """Yield the pairs of a property, asserted or entailed, perhaps repeatedly."""
        name, forward = step
        for entailing, onward in self._axioms.directed_entailing_properties(name):
            pairs = (
                self._closure(entailing)
                if entailing in self._axioms.transitive
                else self._direct([(entailing, True)])
            )
            for pair in pairs:
                yield pair if forward == onward else pair[::-1]

    def _follow_chains(self, without: Collection[Triple]) -> None:
        chains = self._axioms.chains
        excluded = {name: self._excluded_pairs(name, without) for name in chains}
        repeats = any(self._depends_on_chains(chain) for own in chains.values() for chain in own)
        grows = True
        while grows:
            grows = False
            for name, own in sorted(chains.items()):
                known = self._by_chain.setdefault(name, {})
                new_pairs: dict[Pair, None] = {
                    (x, y): None
                    for chain in own
                    for x, y in self._chained_pairs(chain)
                    if (x, y) not in known
                    and (x, y) not in excluded[name]
                    and isinstance(x, NamedNode | BlankNode)
                    and Quad(x, NamedNode(name), y) not in self._store
                }
                if new_pairs:
                    known.update(new_pairs)
                    self._closures.clear()
                    grows = repeats

    def _depends_on_chains(self, chain: Sequence[DirectedProperty]) -> bool:
        return any(
            entailing in self._axioms.chains
            for name, _ in chain
            for entailing, _ in self._axioms.directed_entailing_properties(name)
        )

    def _excluded_pairs(self, name: str, without: Collection[Triple]) -> set[Pair]:
        inverses = self._axioms.inverses.get(name, ())
        pairs: set[Pair] = set()
        for triple in without:
            if triple.predicate.value == name:
                pairs.add((triple.subject, triple.object))
            if triple.predicate.value in inverses:
                pairs.add((triple.object, triple.subject))
        return pairs

    def _chained_pairs(self, chain: Sequence[DirectedProperty]) -> Iterator[Pair]:
        """Yield the pairs that a chain joins, some of them repeatedly."""
        first, *others = chain
        if not others:
            yield from self._all_pairs(first)
            return
        beyond = _multimap(self._all_pairs(others.pop()))
        while others:
            beyond = _multimap(
                (x, z) for x, y in self._all_pairs(others.pop()) for z in beyond.get(y, ())
            )
        for x, y in self._all_pairs(first):
            for z in beyond.get(y, ()):
                yield x, z


def _multimap(pairs: Iterable[Pair]) -> dict[Term, dict[Term, None]]:
    after: dict[Term, dict[Term, None]] = {}
    for x, y in pairs:
        after.setdefault(x, {})[y] = None
    return after


def _reachable_pairs(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield each pair of terms of which the second is reached from the first, over pairs."""
    after: dict[Term, list[Term]] = {}
    for x, y in pairs:
        after.setdefault(x, []).append(y)
    for start in after:
        seen: set[Term] = set()
        waiting = [start]
        while waiting:
            for there in after.get(waiting.pop(), ()):
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
                    yield start, there
