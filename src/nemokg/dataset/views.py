"""Views of a dataset: what is stated alone, or what is asserted with all that it entails.

In the view with entailments, the default graph holds what is asserted and what follows from it; a
named graph holds what follows, so that the two can be told apart.
"""

from __future__ import annotations

from itertools import chain

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from nemokg.entailment.rules import ENTAILED, ENTAILED_STATED, entailed_triples
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions

# Denials have no rdf:subject: they assert no plain triple that could be kept or dropped. A refuted
# claim asserts nothing.
_CLAIMED = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
SELECT ?s ?p ?o ?status ?refuted WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status .
  FILTER(ISIRI(?p))
  OPTIONAL { ?claim nemo:rank ?refuted FILTER(?refuted = nemo:deprecated) }
}
"""
_STATED = NamedNode("https://w3id.org/nemokg/ontology#stated")
_COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
_REMARK = (
    "{:,} triples that nobody asserts: they follow from the others by the axioms of the ontology."
)


def stated_only_store(store: Store) -> Store:
    """Return a new store without the plain triples that no claim states.

    A triple goes when it has a ``nemo:Claim`` and none of its claims is stated and not refuted. The
    claims themselves stay, so that one can still ask what was left out; so do triples that no claim
    is about. The store given is not changed.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ... :a :judges :b , :c .
    ... :x rdf:subject :a ; rdf:predicate :judges ; rdf:object :b ; :status :inferred .
    ... ''', RdfFormat.TURTLE)
    >>> len(store), len(stated_only_store(store))
    (6, 5)
    """
    dropped = {Quad(*triple) for triple in unstated_triples(store)}
    view = Store()
    view.extend(quad for quad in asserted_quads(store) if quad not in dropped)
    return view


def unstated_triples(store: Store) -> set[Triple]:
    """Return the triples that have a claim, but none that states them and is not refuted.

    >>> unstated_triples(Store())
    set()
    """
    claims: QuerySolutions = store.query(_CLAIMED)  # type: ignore[assignment]
    stated: set[Triple] = set()
    unstated: set[Triple] = set()
    for subject, predicate, obj, status, refuted in claims:
        if isinstance(subject, NamedNode | BlankNode):  # of which alone there can be a triple
            triple = Triple(subject, predicate, obj)
            (stated if status == _STATED and refuted is None else unstated).add(triple)
    return unstated - stated


def entailed_store(store: Store, stated: bool = False) -> Store:
    """Return a new store whose default graph has what a store asserts, and what this entails.

    What is entailed is also in `graph:entailed`, which says what it is; or, if the store is the
    view of what is `stated`, in `graph:entailed-stated`.

    >>> from pyoxigraph import RdfFormat
    >>> store = Store()
    >>> store.load('''
    ... @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... <x:b> owl:inverseOf <x:a> . <x:1> <x:a> <x:2> .
    ... ''', RdfFormat.TURTLE)
    >>> entailed_store(store).query("ASK { <x:2> <x:b> <x:1> }")
    <QueryBoolean true>
    """
    asserted, view = asserted_store(store), Store()
    graph = ENTAILED_STATED if stated else ENTAILED
    conclusions = entailed_triples(asserted, unstated_triples(asserted) if stated else ())
    entailed = [Quad(*conclusion, graph) for conclusion in conclusions]
    view.bulk_extend(chain(asserted_quads(asserted), entailed, _in_default_graph(entailed)))
    _add_remark(view, graph, len(entailed))
    return view


def copy_entailments_to_default_graph(store: Store, graph: NamedNode) -> None:
    """Write the triples of a graph of entailments into the default graph, and what they are."""
    count = sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
    store.bulk_extend(_in_default_graph(store.quads_for_pattern(None, None, None, graph)))
    _add_remark(store, graph, count)


def recount_entailments(store: Store) -> None:
    """Correct how many triples a store says to be entailed, after it was made a part of another.

    >>> view = entailed_store(Store())
    >>> recount_entailments(view)
    >>> entailment_remark(view).partition(" that")[0]
    '0 triples'
    """
    if graph := entailed_graph(store):
        for quad in list(store.quads_for_pattern(graph, _COMMENT, None)):
            store.remove(quad)
        _add_remark(store, graph, sum(1 for _ in store.quads_for_pattern(None, None, None, graph)))


def _in_default_graph(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _add_remark(store: Store, graph: NamedNode, count: int) -> None:
    remark = Literal(_REMARK.format(count), language="en")
    store.extend(Quad(graph, _COMMENT, remark, each) for each in (DefaultGraph(), graph))


def remove_entailments(store: Store) -> None:
    """Remove from a store what its default graph entails, if it holds that, in both graphs.

    >>> store = entailed_store(Store())
    >>> remove_entailments(store)
    >>> len(store)
    0
    """
    while graph := entailed_graph(store):
        for quad in list(store.quads_for_pattern(None, None, None, graph)):
            store.remove(Quad(quad.subject, quad.predicate, quad.object))
        store.clear_graph(graph)


def entailed_graph(store: Store) -> NamedNode | None:
    """Return the graph of the entailments that the default graph of a store holds, if it does.

    >>> entailed_graph(Store()), entailed_graph(entailed_store(Store()))
    (None, <NamedNode value=https://w3id.org/nemokg/graph/entailed>)
    """
    for graph in (ENTAILED, ENTAILED_STATED):
        for quad in store.quads_for_pattern(graph, _COMMENT, None, graph):
            if Quad(quad.subject, quad.predicate, quad.object) in store:
                return graph
    return None


def entailment_remark(store: Store) -> str:
    """Return what a store says of the entailments in its default graph; nothing if it has none.

    >>> entailment_remark(Store())
    ''
    """
    if graph := entailed_graph(store):
        for quad in store.quads_for_pattern(graph, _COMMENT, None, graph):
            if isinstance(quad.object, Literal):
                return quad.object.value
    return ""


def asserted_quads(store: Store) -> Iterator[Quad]:
    """Yield the default graph of a store, without the entailments that it may hold.

    >>> list(asserted_quads(entailed_store(Store())))
    []
    """
    graph = entailed_graph(store)
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        in_graph = graph and Quad(quad.subject, quad.predicate, quad.object, graph) in store
        if not in_graph:
            yield quad


def asserted_store(store: Store) -> Store:
    """Return a store without the entailments that its default graph may hold: a copy, if it does.

    >>> store = Store()
    >>> asserted_store(store) is store
    True
    """
    if entailed_graph(store) is None:
        return store
    copy = Store()
    copy.bulk_extend(asserted_quads(store))
    return copy


def count_asserted_triples(store: Store) -> int:
    """Return the number of triples that are asserted: those of the default graph.

    What they entail is not counted; graphs that files name have some of them once more.

    >>> from pyoxigraph import RdfFormat
    >>> store = Store()
    >>> store.load("GRAPH <urn:g> { <urn:a> <urn:b> 1 } <urn:a> <urn:b> 2 .", RdfFormat.TRIG)
    >>> count_asserted_triples(store)
    1
    """
    if next(iter(store.named_graphs()), None) is None:
        return len(store)
    ((counted,),) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]
    return int(counted.value) - count_entailed_triples(store)


def count_entailed_triples(store: Store) -> int:
    """Return the number of triples that the default graph holds because others entail them.

    >>> count_entailed_triples(Store())
    0
    """
    graph = entailed_graph(store)
    return 0 if graph is None else sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
