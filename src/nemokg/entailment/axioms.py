"""The axioms of an ontology that the rules of reasoning need."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

    from nemokg.rdf.results import Term

    DirectedProperty = tuple[str, bool]  # forwards where it is True, else backwards

_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("owl", "rdf", "rdfs"))
_MEMBERS = """
  ?all a owl:AllDisjointClasses ; owl:members ?list .
  ?list rdf:rest*/rdf:first ?x . ?list rdf:rest*/rdf:first ?y .
  FILTER(STR(?x) < STR(?y))
"""
_OWL, _RDF = PREFIXES["owl"], PREFIXES["rdf"]
_CHAIN, _INVERSE = NamedNode(f"{_OWL}propertyChainAxiom"), NamedNode(f"{_OWL}inverseOf")
_FIRST, _REST, _NIL = (NamedNode(_RDF + name) for name in ("first", "rest", "nil"))


class Axioms:
    """What the ontology in a store says about its properties and classes.

    All terms are IRIs as text; maps lead from an IRI to the set of those related to it. In `chains`
    are the chains of properties that entail one, each step forwards (True) or backwards.

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
        self.chains = _chains(store)
        pairs = _pairs(store, "?x owl:disjointWith ?y") + _pairs(store, _MEMBERS)
        self.disjoint = {(min(pair), max(pair)) for pair in pairs}

    def entailable_properties(self) -> list[str]:
        """Return the properties whose triples may be entailed by other triples, sorted."""
        entailing = (self.subproperties, self.inverses, self.chains)
        return sorted(self.transitive.union(self.symmetric, *entailing))

    def directed_entailing_properties(self, property_: str) -> set[DirectedProperty]:
        """Return each property of which one triple, forwards (True) or backwards, entails one."""
        entailing: set[DirectedProperty] = set()
        waiting = [(property_, True)]
        while waiting:
            step = waiting.pop()
            if step in entailing:
                continue
            entailing.add(step)
            current, forward = step
            waiting += [(child, forward) for child in self.subproperties.get(current, ())]
            waiting += [(inverse, not forward) for inverse in self.inverses.get(current, ())]
            if current in self.symmetric:
                waiting.append((current, not forward))
        return entailing


def _pairs(store: Store, pattern: str) -> list[tuple[str, str]]:
    query = f"{_HEAD}SELECT DISTINCT ?x ?y WHERE {{ {pattern} FILTER(ISIRI(?x) && ISIRI(?y)) }}"
    solutions: QuerySolutions = store.query(query)  # type: ignore[assignment]
    return [(x.value, y.value) for x, y in solutions]


def _map(store: Store, pattern: str) -> dict[str, set[str]]:
    related: dict[str, set[str]] = {}
    for x, y in _pairs(store, pattern):
        related.setdefault(x, set()).add(y)
    return related


def _instances(store: Store, kind: str) -> set[str]:
    return {x for x, _ in _pairs(store, f"?x a {kind} BIND(?x AS ?y)")}


def _chains(store: Store) -> dict[str, list[tuple[DirectedProperty, ...]]]:
    chains: dict[str, set[tuple[DirectedProperty, ...]]] = {}
    for axiom in store.quads_for_pattern(None, _CHAIN, None, DefaultGraph()):
        steps = [_directed(store, member) for member in _list_members(store, axiom.object)]
        if steps and isinstance(axiom.subject, NamedNode):
            chain = tuple(step for step in steps if step)
            if len(chain) == len(steps):
                chains.setdefault(axiom.subject.value, set()).add(chain)
    return {name: sorted(of_property) for name, of_property in chains.items()}


def _list_members(store: Store, head: Term) -> list[Term]:
    """Return the members of an RDF list, or none if it is malformed."""
    members: list[Term] = []
    seen: set[Term] = set()
    while head != _NIL:
        first, rest = (_single_value(store, head, property_) for property_ in (_FIRST, _REST))
        if first is None or rest is None or head in seen:
            return []
        seen.add(head)
        members.append(first)
        head = rest
    return members


def _directed(store: Store, member: Term) -> DirectedProperty | None:
    """Return a member of a chain: a property, or the inverse of one, which has no name."""
    if isinstance(member, NamedNode):
        return member.value, True
    inverse = _single_value(store, member, _INVERSE)
    return (inverse.value, False) if isinstance(inverse, NamedNode) else None


def _single_value(store: Store, subject: Term, property_: NamedNode) -> Term | None:
    if not isinstance(subject, NamedNode | BlankNode):
        return None
    quads = list(store.quads_for_pattern(subject, property_, None, DefaultGraph()))
    return quads[0].object if len(quads) == 1 else None
