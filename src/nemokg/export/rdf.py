"""The dataset in the plain formats of RDF: N-Triples, N-Quads, TriG and Turtle, whole or in part.

Equal datasets give equal bytes: triples come in one order, blank nodes are named by RDFC-1.0.
"""

from __future__ import annotations

import re

from pyoxigraph import Dataset as QuadSet
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    serialize,
)

from nemokg.dataset.views import entailed_graph
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.rdf.blank_nodes import restore_blank_nodes
from nemokg.rdf.canonical import canonicalize_blank_nodes
from nemokg.rdf.formats import ntriples_text
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, local_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from nemokg.dataset.opening import Dataset

_FIRST_PROPERTIES = {RDF_TYPE: 0, RDFS_LABEL: 1}
# The serializer escapes the line ends of literals: a line that is not indented begins a block.
_BLOCK = re.compile(r"\n(?=[^\t@}])")
# Denials have no rdf:subject, and refuted claims assert nothing.
_STATUSES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
SELECT DISTINCT ?s ?p ?o ?status WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status .
  ?s ?p ?o .
  OPTIONAL { ?claim nemo:rank ?rank FILTER(?rank = nemo:deprecated) }
  FILTER(!BOUND(?rank))
}
"""
# A property is that of an edge by its kind of influence, or because it joins participants.
_EDGES = """
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?subject ?property ?object WHERE {
  { ?property nemo:influenceKind ?kind . ?subject ?property ?object }
  UNION {
    ?property rdfs:domain nemo:Participant ; rdfs:range nemo:Participant .
    ?subject ?property ?object
  }
} ORDER BY ?subject ?property ?object
"""


def render_ntriples(dataset: Dataset) -> str:
    """Return the default graph as canonical N-Triples, to be compared line by line.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> <x:p> <x:a> . <x:a> <x:p> <x:b> .", RdfFormat.TURTLE)
    >>> print(render_ntriples(Dataset(store)), end="")
    <x:a> <x:p> <x:b> .
    <x:b> <x:p> <x:a> .
    """
    return ntriples_text(canonical_triples(dataset.ownership.written_store()))


def render_nquads(dataset: Dataset) -> str:
    """Return what a dataset asserts as canonical N-Quads, with a graph for each status.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> <x:p> <x:a> . <x:a> <x:p> <x:b> .", RdfFormat.TURTLE)
    >>> print(render_nquads(Dataset(store)), end="")
    <x:a> <x:p> <x:b> .
    <x:b> <x:p> <x:a> .
    """
    return "".join(sorted(map(_quad_line, quads_by_status(dataset.ownership.written_store()))))


def render_trig(dataset: Dataset) -> str:
    r"""Return what a dataset asserts as TriG, with a graph for each status.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ... :a :judges :b .
    ... :x rdf:subject :a ; rdf:predicate :judges ; rdf:object :b ; :status :inferred .
    ... ''', RdfFormat.TURTLE)
    >>> print("\n".join(render_trig(Dataset(store)).splitlines()[-3:]))
    graph:inferred {
        nemo:a nemo:judges nemo:b .
    }
    """
    return serialize_in_blocks(quads_by_status(dataset.ownership.written_store()), RdfFormat.TRIG)


def render_turtle(dataset: Dataset) -> str:
    """Return the default graph as Turtle, with all prefixes of the knowledge graph.

    A claim and its evidence stand beside the subject that it is about.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> a <x:C> . <x:a> <x:p> <x:b> , 1 ; <x:q> 2 .", RdfFormat.TURTLE)
    >>> print(render_turtle(Dataset(store)).partition("schema.org/> .")[2], end="")
    <BLANKLINE>
    <BLANKLINE>
    <x:a> <x:p> 1 , <x:b> ;
        <x:q> 2 .
    <BLANKLINE>
    <x:b> a <x:C> .
    """
    return store_as_turtle(dataset.ownership.written_store())


def store_as_turtle(store: Store) -> str:
    """Return the default graph of a store as Turtle, with all prefixes of the knowledge graph.

    >>> from pyoxigraph import Store
    >>> store_as_turtle(Store())
    ''
    """
    return serialize_in_blocks(triples_by_subject(store), RdfFormat.TURTLE)


def render_stated_turtle(dataset: Dataset) -> str:
    """Return the view of `nemokg.dataset.views.stated_only_store` as Turtle.

    What no primary work states has no plain triple there; the claims about it stay.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> render_stated_turtle(Dataset(Store())) == render_turtle(Dataset(Store()))
    True
    """
    return render_turtle(dataset.stated_only_view())


def render_edges_turtle(dataset: Dataset) -> str:
    """Return the edges between participants as Turtle, without claims or descriptions.

    They say who trains whom, who feeds whom, and who belongs to which group.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... :judges :influenceKind "judging" . :a :judges :b ; :note "c" .
    ... ''', RdfFormat.TURTLE)
    >>> print(render_edges_turtle(Dataset(store)).splitlines()[-1])
    nemo:a nemo:judges nemo:b .
    """
    edges = Store()
    edges.extend(restore_blank_nodes(*row) for row in dataset.engine.select(_EDGES).rows)
    return render_turtle(dataset.part_in_store(edges))


def canonical_triples(store: Store) -> list[Triple]:
    """Return the triples of the default graph, sorted as N-Triples, blank nodes by RDFC-1.0.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> <x:p> _:any . <x:a> <x:p> 1 .", RdfFormat.TURTLE)
    >>> [str(triple.object) for triple in canonical_triples(store)]
    ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '_:c14n0']
    """
    quads = QuadSet(store.quads_for_pattern(None, None, None, DefaultGraph()))
    canonicalize_blank_nodes(quads)
    return sorted((quad.triple for quad in quads), key=str)


def triples_by_subject(store: Store) -> list[Triple]:
    """Return the canonical triples by local name of the subject, as in the files of the data.

    The types and labels of a subject come first, then its other properties in the order of their
    names.
    """
    return sorted(canonical_triples(store), key=_file_order)


def quads_by_status(store: Store) -> list[Quad]:
    """Return what a store asserts, each plain triple of a claim in the graph of its status.

    A triple that claims of different statuses assert is in the graph of each, and one that is there
    because others entail it in `graph:entailed`. All else, the claims themselves included, is in
    the default graph, which comes first; each graph is in the order of the Turtle, blank nodes
    named by RDFC-1.0.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ... :a :judges :b .
    ... :x rdf:subject :a ; rdf:predicate :judges ; rdf:object :b ; :status :inferred .
    ... ''', RdfFormat.TURTLE)
    >>> print(quads_by_status(store)[-1].graph_name)
    <https://w3id.org/nemokg/graph/inferred>
    """
    graphs: dict[tuple[object, ...], set[NamedNode]] = {}
    for *triple, status in OxigraphEngine(store).select(_STATUSES):
        if isinstance(status, NamedNode):
            named = NamedNode(PREFIXES["graph"] + local_name(status.value))
            graphs.setdefault(tuple(triple), set()).add(named)
    quads = QuadSet()
    if entailed := entailed_graph(store):
        for quad in store.quads_for_pattern(None, None, None, entailed):
            graphs[tuple(quad.triple)] = {entailed}
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        for graph in graphs.get(tuple(quad.triple), {DefaultGraph()}):
            quads.add(Quad(quad.subject, quad.predicate, quad.object, graph))
    canonicalize_blank_nodes(quads)
    return sorted(quads, key=_graph_order)


def serialize_in_blocks(
    statements: Iterable[Triple] | Iterable[Quad], rdf_format: RdfFormat
) -> str:
    """Return sorted triples or quads in a format of the Turtle family, a block per subject.

    >>> from pyoxigraph import NamedNode, RdfFormat, Triple
    >>> a = NamedNode("https://w3id.org/nemokg/model/a")
    >>> print(serialize_in_blocks([Triple(a, a, a)], RdfFormat.TURTLE).splitlines()[-1])
    model:a model:a model:a .
    """
    content = serialize(statements, format=rdf_format, prefixes=PREFIXES)
    assert content is not None  # it is None only where serialize writes to a file
    return _BLOCK.sub("\n\n", content.decode()).replace("\t", "    ")


def _file_order(triple: Triple) -> tuple[str, str, int, str, str]:
    """Return what to sort triples by, so that they come as in the files of the data."""
    subject, predicate = triple.subject, triple.predicate.value
    name = str(getattr(subject, "value", subject))
    return (
        local_name(name),
        name,
        _FIRST_PROPERTIES.get(predicate, 2),
        predicate,
        str(triple.object),
    )


def _graph_order(quad: Quad) -> tuple[object, ...]:
    graph = quad.graph_name
    return graph.value if isinstance(graph, NamedNode) else "", _file_order(quad.triple)


def _quad_line(quad: Quad) -> str:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else f" {quad.graph_name}"
    return f"{quad.triple}{graph} .\n"
