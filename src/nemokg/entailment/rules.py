"""Reasoning: the triples that follow from the data by the axioms of the ontology.

The rules are those of OWL 2 RL that the ontology uses: subproperties, inverses, symmetric and
transitive properties (prp-spo1, prp-inv, prp-symp, prp-trp), chains of properties (prp-spo2),
domains, ranges and subclasses (prp-dom, prp-rng, cax-sco). Conclusions are kept in a graph of their
own. They are about the individuals of the data, not about the classes and properties of the
ontology, and leave out what holds of everything.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from nemokg.entailment.axioms import Axioms
from nemokg.entailment.relations import Relations
from nemokg.rdf.blank_nodes import resource_term
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyoxigraph import QuerySolutions, Store, Triple

    from nemokg.entailment.axioms import DirectedProperty
    from nemokg.rdf.results import Term

    Classes = frozenset[str]
    Resource = NamedNode | BlankNode
    Conclusion = tuple[Resource, NamedNode, Term]

ENTAILED = NamedNode(PREFIXES["graph"] + "entailed")
ENTAILED_STATED = NamedNode(PREFIXES["graph"] + "entailed-stated")
_A = NamedNode(RDF_TYPE)
_OWL = PREFIXES["owl"]
_INDIVIDUAL = {f"{_OWL}NamedIndividual", f"{_OWL}NegativePropertyAssertion"}
_NONE: Classes = frozenset()


def write_entailments(
    store: Store, graph: NamedNode = ENTAILED, without: Collection[Triple] = ()
) -> int:
    """Write the entailments of the default graph to `graph`; return the number of triples there.

    The graph is emptied first. `entailed_triples` says what it holds, and what `without` leaves
    out. The store must be writable.

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
    conclusions = [Quad(*conclusion, graph) for conclusion in entailed_triples(store, without)]
    store.bulk_extend(conclusions)
    return len(conclusions)


def entailed_triples(store: Store, without: Collection[Triple] = ()) -> Iterator[Conclusion]:
    """Yield the entailments of the default graph of a store: each triple once, as its three terms.

    No triple stands in the default graph, and none has a literal as its subject, or a class or
    property. Whose namespace a resource is in, or whether it has an IRI at all, does not matter.
    In memory are the classes of the resources and what is transitive or follows from a chain, not
    the triples. Chains of properties do not entail the triples `without`, nor their inverses.

    >>> from pyoxigraph import Store
    >>> list(entailed_triples(Store()))
    []
    """
    axioms = Axioms(store)
    kinds, schema = _kinds(store)
    relations = Relations(store, axioms, without)
    yield from _related(store, axioms, relations, schema)
    yield from _types(store, axioms, relations, kinds, schema)


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


def _related(
    store: Store, axioms: Axioms, relations: Relations, schema: set[str]
) -> Iterator[Conclusion]:
    """Yield the triples that follow from others by their property."""
    for name in axioms.entailable_properties():
        property_ = NamedNode(name)
        written = any(True for _ in store.quads_for_pattern(None, property_, None, DefaultGraph()))
        for x, y in relations.entailed_pairs(name):
            if (
                isinstance(x, NamedNode | BlankNode)
                and _key(x) not in schema
                and not (written and Quad(x, property_, y) in store)
            ):
                yield x, property_, y


def _types(
    store: Store,
    axioms: Axioms,
    relations: Relations,
    kinds: dict[str, Classes],
    schema: set[str],
) -> Iterator[Conclusion]:
    """Yield the classes that follow from properties and from other classes."""
    above: dict[Classes, Classes] = {_NONE: _NONE}  # all classes that follow, of those met
    for classes in set(kinds.values()):
        above[classes] = _closed(axioms, classes)
    met = _NONE.union(*above)
    implied: dict[str, set[str]] = {}
    for classes, ends in _ends(axioms).items():
        # Whoever has a class from which all of them follow is not worth reading.
        known = sorted(kind for kind in met if classes <= _closed(axioms, {kind}))
        for x in _terms_at_ends(store, relations, ends, known):
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


def _ends(axioms: Axioms) -> dict[Classes, set[DirectedProperty]]:
    """Return, for classes that a property implies, whose subjects (True) or objects have them."""
    classes_at: dict[DirectedProperty, Classes] = {}
    for axiom, at_subject in ((axioms.domains, True), (axioms.ranges, False)):
        for name, classes in axiom.items():
            for step, forward in axioms.directed_entailing_properties(name):
                end = (step, forward == at_subject)
                classes_at[end] = classes_at.get(end, _NONE) | _closed(axioms, classes)
    ends: dict[Classes, set[DirectedProperty]] = {}
    for end, all_classes in classes_at.items():
        ends.setdefault(all_classes, set()).add(end)
    return ends


def _terms_at_ends(
    store: Store, relations: Relations, ends: set[DirectedProperty], known: Collection[str]
) -> Iterator[Term]:
    """Yield the terms at these ends of properties, without those of a known class in the store."""
    patterns = " UNION ".join(
        f"{{ ?x <{name}> ?y }}" if at_subject else f"{{ ?y <{name}> ?x }}"
        for name, at_subject in sorted(ends)
    )
    typed = " UNION ".join(f"{{ ?x a <{kind}> }}" for kind in known)
    less = f"MINUS {{ {typed} }}" if known else ""
    for (x,) in _select(store, f"DISTINCT ?x WHERE {{ {{ {patterns} }} {less} }}"):
        yield x
    for name, at_subject in ends:
        for pair in relations.by_chain(name):
            yield pair[0 if at_subject else 1]


def _closed(axioms: Axioms, classes: Classes | set[str]) -> Classes:
    return frozenset(classes).union(*(axioms.superclasses.get(name, ()) for name in classes))
