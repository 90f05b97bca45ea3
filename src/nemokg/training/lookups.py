"""Triples around many resources, each kind of look-up in one query for all of them.

A store that is asked over HTTP takes as long for one query as for a hundred rows.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Triple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from nemokg.engine.protocol import Engine

    Resource = NamedNode | BlankNode

# So many names are put into one query: stores limit its length and that of its answer.
_BATCH = 200
# The longest list that is read, where a store names its blank nodes anew in each answer.
_HOPS = 100


def values_clauses(names: Iterable[str]) -> Iterator[str]:
    """Yield the IRIs of some resources as they stand in VALUES, as many as fit into one query.

    Blank nodes are left out, since no query can name them.

    >>> list(values_clauses(["urn:b", "urn:a", "_:c"]))
    ['<urn:a> <urn:b>']
    """
    iris = sorted({name for name in names if not name.startswith("_:")})
    for start in range(0, len(iris), _BATCH):
        yield " ".join(f"<{iri}>" for iri in iris[start : start + _BATCH])


class Lookups:
    """Look-ups in the dataset of an engine; what was fetched is not asked for again.

    No query can name a blank node: it is described together with what leads to it.

    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<urn:a> <urn:p> [ <urn:q> <urn:b> ] .", RdfFormat.TURTLE)
    >>> lookups = Lookups(OxigraphEngine(store))
    >>> lookups.fetch_triples([NamedNode("urn:a")])
    >>> (inner,) = lookups.cached_resources(NamedNode("urn:a"), NamedNode("urn:p"))
    >>> lookups.cached_resources(inner, NamedNode("urn:q"))
    [<NamedNode value=urn:b>]
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._described: dict[Resource, list[Triple]] = {}
        self._selected: dict[Resource, list[Triple]] = {}

    def fetch_triples(self, subjects: Iterable[Resource]) -> None:
        """Fetch all triples of the subjects, and of the blank nodes that these lead to."""
        pending = set(subjects) - self._described.keys()
        for values in _value_lists(pending):
            triples = self._fetch([f"VALUES ?s {{ {values} }}"])
            if any(isinstance(triple.object, BlankNode) for triple in triples):
                self.fetch_blank_nodes([f"VALUES ?named {{ {values} }} ?named ?via ?s"])
        for subject in pending:
            self._described.setdefault(subject, [])

    def fetch_blank_nodes(self, patterns: Sequence[str]) -> None:
        """Fetch all triples of the blank nodes that patterns bind to ?s, and of those behind."""
        for hop in range(_HOPS):
            patterns = [f"{pattern} FILTER(ISBLANK(?s))" for pattern in patterns]
            triples = self._fetch(patterns)
            ends = {triple.object for triple in triples if isinstance(triple.object, BlankNode)}
            if ends <= self._described.keys():
                return
            passed = f"?b{hop}"
            patterns = [
                f"{pattern.replace('?s', passed)} {passed} ?p{hop} ?s" for pattern in patterns
            ]

    def fetch_properties(
        self, subjects: Iterable[Resource], predicates: Iterable[NamedNode]
    ) -> None:
        """Fetch the triples of the subjects that have one of the predicates."""
        pending = set(subjects) - self._described.keys() - self._selected.keys()
        self._selected.update((subject, []) for subject in pending)
        choice = ", ".join(map(str, predicates))
        for values in _value_lists(pending):
            pattern = f"VALUES ?s {{ {values} }} ?s ?p ?o FILTER(?p IN ({choice}))"
            for subject, predicate, object_ in self._rows("?s ?p ?o", [pattern]):
                self._selected[subject].append(Triple(subject, predicate, object_))

    def cached_triples(self, subject: Resource) -> list[Triple]:
        """Return the triples of a subject that were fetched."""
        return self._described.get(subject) or self._selected.get(subject, [])

    def cached_resources(self, subject: Resource, predicate: NamedNode) -> list[Resource]:
        """Return the resources that a subject has by a predicate, of what was fetched."""
        return [
            triple.object
            for triple in self.cached_triples(subject)
            if triple.predicate == predicate and isinstance(triple.object, NamedNode | BlankNode)
        ]

    def fetch_subjects(
        self, objects: Iterable[Resource], predicates: Sequence[NamedNode]
    ) -> dict[Resource, list[Resource]]:
        """Return what has each of some objects by any of the predicates."""
        subjects: dict[Resource, list[Resource]] = {}
        for values in _value_lists(objects):
            bound = f"VALUES ?o {{ {values} }}"
            patterns = [f"{bound} ?s {predicate} ?o" for predicate in predicates]
            rows = self._rows("?s ?o", patterns)
            for subject, object_ in rows:
                subjects.setdefault(object_, []).append(subject)
            if any(isinstance(subject, BlankNode) for subject, _ in rows):
                self.fetch_blank_nodes([pattern.replace("?o", "?value") for pattern in patterns])
        return subjects

    def resources_in_triples(
        self, predicates: Sequence[NamedNode], resources: Iterable[Resource]
    ) -> set[Resource]:
        """Return those of the resources that a triple with one of the predicates joins to any."""
        ends: set[Resource] = set()
        for values in _value_lists(resources):
            # Each predicate by itself: an index answers that.
            patterns = [
                f"VALUES ?x {{ {values} }} {joined}"
                for predicate in predicates
                for joined in (f"?x {predicate} ?other", f"?other {predicate} ?x")
            ]
            ends.update(resource for (resource,) in self._rows("?x", patterns))
        return ends

    def _fetch(self, patterns: Sequence[str]) -> list[Triple]:
        """Fetch all triples of what patterns bind to ?s, and return those that are new."""
        rows = self._rows("?s ?p ?o", [f"{pattern} ?s ?p ?o" for pattern in patterns])
        new = [(row[0], Triple(*row)) for row in rows if row[0] not in self._described]
        for subject, triple in new:
            self._described.setdefault(subject, []).append(triple)
        return [triple for _, triple in new]

    def _rows(self, variables: str, patterns: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        if not patterns:
            return ()
        branches = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
        return self._engine.select(
            f"SELECT DISTINCT {variables} WHERE {{ {branches} }} ORDER BY {variables}"
        ).rows


def _value_lists(resources: Iterable[Resource]) -> Iterator[str]:
    return values_clauses(each.value for each in resources if isinstance(each, NamedNode))
