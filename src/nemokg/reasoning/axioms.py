"""The axioms of an ontology that the rules of reasoning need."""

from __future__ import annotations

from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("owl", "rdf", "rdfs"))
_MEMBERS = """
  ?all a owl:AllDisjointClasses ; owl:members ?list .
  ?list rdf:rest*/rdf:first ?x . ?list rdf:rest*/rdf:first ?y .
  FILTER(STR(?x) < STR(?y))
"""


class Axioms:
    """What the ontology in a store says about its properties and classes.

    All terms are IRIs as text; maps lead from an IRI to the set of those related to it.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ... <x:ancestor> a owl:TransitiveProperty . <x:parent> rdfs:subPropertyOf <x:ancestor> .
    ... ''', RdfFormat.TURTLE)
    >>> sorted(Axioms(store).directed_entailing_properties("x:ancestor"))
    [('x:ancestor', True), ('x:parent', True)]
    """

    def __init__(self, store: Store) -> None:
        self.subproperties = _map(store, "?y rdfs:subPropertyOf ?x")
        self.inverses = _map(store, "?x owl:inverseOf|^owl:inverseOf ?y")
        self.domains = _map(store, "?x rdfs:domain ?y")
        self.ranges = _map(store, "?x rdfs:range ?y . ?y a owl:Class")
        self.superclasses = _map(store, "?x rdfs:subClassOf+ ?y")
        self.transitive = _instances(store, "owl:TransitiveProperty")
        self.symmetric = _instances(store, "owl:SymmetricProperty")
        self.irreflexive = _instances(store, "owl:IrreflexiveProperty")
        self.asymmetric = _instances(store, "owl:AsymmetricProperty")
        pairs = _pairs(store, "?x owl:disjointWith ?y") + _pairs(store, _MEMBERS)
        self.disjoint = {(min(pair), max(pair)) for pair in pairs}

    def entailable_properties(self) -> list[str]:
        """Return the properties whose triples may be entailed by other triples, sorted."""
        found = set(self.subproperties) | set(self.inverses) | self.transitive | self.symmetric
        return sorted(found)

    def directed_entailing_properties(self, property_: str) -> set[tuple[str, bool]]:
        """Return each property of which one triple, forwards (True) or backwards, entails one."""
        found: set[tuple[str, bool]] = set()
        waiting = [(property_, True)]
        while waiting:
            step = waiting.pop()
            if step in found:
                continue
            found.add(step)
            current, forward = step
            waiting += [(child, forward) for child in self.subproperties.get(current, ())]
            waiting += [(inverse, not forward) for inverse in self.inverses.get(current, ())]
            if current in self.symmetric:
                waiting.append((current, not forward))
        return found


def _pairs(store: Store, pattern: str) -> list[tuple[str, str]]:
    query = f"{_HEAD}SELECT DISTINCT ?x ?y WHERE {{ {pattern} FILTER(ISIRI(?x) && ISIRI(?y)) }}"
    solutions: QuerySolutions = store.query(query)  # type: ignore[assignment]
    return [(x.value, y.value) for x, y in solutions]


def _map(store: Store, pattern: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for x, y in _pairs(store, pattern):
        found.setdefault(x, set()).add(y)
    return found


def _instances(store: Store, kind: str) -> set[str]:
    return {x for x, _ in _pairs(store, f"?x a {kind} BIND(?x AS ?y)")}
