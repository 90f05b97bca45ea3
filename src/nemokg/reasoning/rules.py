"""Reasoning: the triples that follow from the data by the axioms of the ontology.

The rules are those of OWL 2 RL that the ontology uses: subproperties, inverses, symmetric and
transitive properties (prp-spo1, prp-inv, prp-symp, prp-trp), domains, ranges and subclasses
(prp-dom, prp-rng, cax-sco). Conclusions are kept in a graph of their own. They are about the
individuals of the data, not about the classes and properties of the ontology, and leave out what
holds of everything.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from nemokg.rdf.blank_nodes import resource_term
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE
from nemokg.reasoning.axioms import Axioms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import QuerySolutions, Store

    from nemokg.rdf.results import Term

    Classes = frozenset[str]
    Pair = tuple[Term, Term]
    Resource = NamedNode | BlankNode
    Conclusion = tuple[Resource, NamedNode, Term]

ENTAILED = NamedNode(PREFIXES["graph"] + "entailed")
ENTAILED_STATED = NamedNode(PREFIXES["graph"] + "entailed-stated")
_A = NamedNode(RDF_TYPE)
_OWL = PREFIXES["owl"]
_INDIVIDUAL = {f"{_OWL}NamedIndividual", f"{_OWL}NegativePropertyAssertion"}
_NONE: Classes = frozenset()


def write_entailments(store: Store, graph: NamedNode = ENTAILED) -> int:
    """Write the entailments of the default graph to `graph`; return the number of triples there.

    The graph is emptied first. `entailed_triples` says what it holds. The store must be writable.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix nemo: <https://w3id.org/nemokg/ontology#> .
    ... @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... @prefix model: <https://w3id.org/nemokg/model/> .
    ... nemo:weightAncestor a owl:TransitiveProperty .
    ... model:c nemo:weightAncestor model:b . model:b nemo:weightAncestor model:a .
    ... ''', RdfFormat.TURTLE)
    >>> write_entailments(store)
    1
    """
    store.clear_graph(graph)
    found = [Quad(*conclusion, graph) for conclusion in entailed_triples(store)]
    store.bulk_extend(found)
    return len(found)


def entailed_triples(store: Store) -> Iterator[Conclusion]:
    """Yield the entailments of the default graph of a store: each triple once, as its three terms.

    No triple stands in the default graph, and none has a literal as its subject, or a class or
    property. Whose namespace a resource is in, or whether it has an IRI at all, does not matter.
    In memory are the classes of the resources and what is transitive, not the triples.

    >>> from pyoxigraph import Store
    >>> list(entailed_triples(Store()))
    []
    """
    axioms = Axioms(store)
    kinds, schema = _kinds(store)
    yield from _relations(store, axioms, schema)
    yield from _types(store, axioms, kinds, schema)


def _select(store: Store, query: str) -> QuerySolutions:
    return store.query(f"SELECT {query}")  # type: ignore[return-value]


def _key(resource: Resource) -> str:
    """Return the key of a resource: its IRI, or the label of a blank node after ``_:``."""
    return resource.value if isinstance(resource, NamedNode) else f"_:{resource.value}"


def _kinds(store: Store) -> tuple[dict[str, Classes], set[str]]:
    """Return the classes of the individuals, and the terms that are none but of an ontology.

    Both are by the key of a resource.
    """
    kinds: dict[str, Classes] = {}
    for (kind,) in list(_select(store, "DISTINCT ?kind WHERE { ?x a ?kind }")):
        if isinstance(kind, NamedNode):
            widened: dict[Classes, Classes] = {}  # so that equal sets are one object
            for (x,) in _select(store, f"?x WHERE {{ ?x a {kind} }}"):
                key = _key(x)
                before = kinds.get(key, _NONE)
                if before not in widened:
                    widened[before] = before | {kind.value}
                kinds[key] = widened[before]
    ontological = {
        classes
        for classes in set(kinds.values())
        if not classes & _INDIVIDUAL and any(name.startswith(_OWL) for name in classes)
    }
    schema = {key for key, classes in kinds.items() if classes in ontological}
    return {key: classes for key, classes in kinds.items() if key not in schema}, schema


def _relations(store: Store, axioms: Axioms, schema: set[str]) -> Iterator[Conclusion]:
    """Yield the triples that follow from others by their property."""

    @cache  # several properties follow from a transitive one
    def chains(name: str) -> list[Pair]:
        return list(_chains(_direct(store, axioms.directed_entailing_properties(name))))

    for name in axioms.entailable_properties():
        property_ = NamedNode(name)
        written = any(True for _ in store.quads_for_pattern(None, property_, None, DefaultGraph()))
        for x, y in _pairs(store, axioms, name, chains):
            if (
                isinstance(x, NamedNode | BlankNode)
                and _key(x) not in schema
                and not (written and Quad(x, property_, y) in store)
            ):
                yield x, property_, y


def _pairs(
    store: Store, axioms: Axioms, name: str, chains: Callable[[str], list[Pair]]
) -> Iterable[Pair]:
    """Return each pair of terms once of which a property holds, but perhaps not what is written."""
    steps = axioms.directed_entailing_properties(name)
    transitive = [(step, forward) for step, forward in steps if step in axioms.transitive]
    others = steps - {(name, True)}
    if len(others) < 2 and not transitive:  # where no pair can come twice, none need be kept
        return _direct(store, others)
    found = dict.fromkeys(_direct(store, others))
    for step, forward in transitive:
        found.update((pair if forward else pair[::-1], None) for pair in chains(step))
    return found


def _direct(store: Store, steps: Iterable[tuple[str, bool]]) -> Iterator[Pair]:
    for name, forward in sorted(steps):
        for x, y in _select(store, f"?x ?y WHERE {{ ?x <{name}> ?y }}"):
            yield (x, y) if forward else (y, x)


def _chains(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield each pair of terms that a chain of pairs leads from and to."""
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


def _types(
    store: Store, axioms: Axioms, kinds: dict[str, Classes], schema: set[str]
) -> Iterator[Conclusion]:
    """Yield the classes that follow from properties and from other classes."""
    above: dict[Classes, Classes] = {_NONE: _NONE}  # all classes that follow, of those met
    for classes in set(kinds.values()):
        above[classes] = _closed(axioms, classes)
    met = _NONE.union(*above)
    implied: dict[str, set[str]] = {}
    for classes, patterns in _ends(axioms).items():
        ends = " UNION ".join(f"{{ {pattern} }}" for pattern in sorted(patterns))
        # Whoever has a class from which all of them follow is not worth reading.
        known = sorted(kind for kind in met if classes <= _closed(axioms, {kind}))
        typed = " UNION ".join(f"{{ ?x a <{kind}> }}" for kind in known)
        less = f"MINUS {{ {typed} }}" if known else ""
        for (x,) in _select(store, f"DISTINCT ?x WHERE {{ {{ {ends} }} {less} }}"):
            if isinstance(x, NamedNode | BlankNode):
                key = _key(x)
                if key not in schema and not classes <= above[kinds.get(key, _NONE)]:
                    implied.setdefault(key, set()).update(classes)
    nodes = {kind: NamedNode(kind) for kind in _NONE.union(*above.values(), *implied.values())}
    for key in kinds.keys() | implied.keys():
        own = kinds.get(key, _NONE)
        x = resource_term(key)
        for kind in (above[own] | implied.get(key, set())) - own:
            yield x, _A, nodes[kind]


def _ends(axioms: Axioms) -> dict[Classes, set[str]]:
    """Return, for classes that a property implies, the patterns of a triple of whose end `?x`."""
    found: dict[str, Classes] = {}
    for axiom, at_subject in ((axioms.domains, True), (axioms.ranges, False)):
        for name, classes in axiom.items():
            for step, forward in axioms.directed_entailing_properties(name):
                pattern = f"?x <{step}> ?y" if forward == at_subject else f"?y <{step}> ?x"
                found[pattern] = found.get(pattern, _NONE) | _closed(axioms, classes)
    patterns: dict[Classes, set[str]] = {}
    for pattern, all_classes in found.items():
        patterns.setdefault(all_classes, set()).add(pattern)
    return patterns


def _closed(axioms: Axioms, classes: Classes | set[str]) -> Classes:
    return frozenset(classes).union(*(axioms.superclasses.get(name, ()) for name in classes))
