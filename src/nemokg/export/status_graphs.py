"""A graph for each status: the plain triples of claims apart from all else that is asserted."""

from __future__ import annotations

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export.canonical import block
from nemokg.rdf.vocab import PREFIXES, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

# Denials have no rdf:subject, and refuted claims vouch for nothing.
_VOUCHED = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
SELECT DISTINCT ?s ?p ?o ?status WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status .
  ?s ?p ?o .
  OPTIONAL { ?claim nemo:rank ?rank FILTER(?rank = nemo:deprecated) }
  FILTER(!BOUND(?rank))
}
"""


def by_status(store: Store) -> list[Quad]:
    """Return what a store asserts, each plain triple of a claim in the graph of its status.

    A triple for which claims of different statuses vouch is in the graph of each. All else, the
    claims themselves included, is in the default graph, which comes first; each graph is in the
    order of the Turtle, blank nodes named by RDFC-1.0.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ... :a :judges :b .
    ... :x rdf:subject :a ; rdf:predicate :judges ; rdf:object :b ; :status :inferred .
    ... ''', RdfFormat.TURTLE)
    >>> print(by_status(store)[-1].graph_name)
    <https://w3id.org/nemokg/graph/inferred>
    """
    graphs: dict[tuple[object, ...], set[NamedNode]] = {}
    for *triple, status in OxigraphEngine(store).select(_VOUCHED):
        if isinstance(status, NamedNode):
            name = status.value[len(namespace_of(status.value)) :]
            graphs.setdefault(tuple(triple), set()).add(NamedNode(PREFIXES["graph"] + name))
    dataset = Dataset()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        for graph in graphs.get(tuple(quad.triple), {DefaultGraph()}):
            dataset.add(Quad(quad.subject, quad.predicate, quad.object, graph))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=_place)


def _place(quad: Quad) -> tuple[object, ...]:
    graph = quad.graph_name
    return graph.value if isinstance(graph, NamedNode) else "", block(quad.triple)
