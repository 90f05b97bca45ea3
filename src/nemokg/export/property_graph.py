"""The training graph as nodes and edges with plain attributes: CSV for stores, and GraphML.

Edges run as they are asserted, from subject to object: initialization leads from child to parent.
The headers of the CSV are those of ``neo4j-admin database import``, which other stores read or
skip.
"""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.rdf.formats import csv_rows
from nemokg.rdf.printable import printable_text
from nemokg.rdf.vocab import PREFIXES
from nemokg.training.edges import unique_names
from nemokg.training.graph import nodes_and_edges
from nemokg.training.names import local_or_prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from networkx import MultiDiGraph

    from nemokg.dataset.opening import Dataset

    Value = str | int | bool

INFERRED = "inferred"
_NODE_COLUMNS = ("label", "group", "iteration:int", "phase", "row:int", "iri")
_EDGE_COLUMNS = ("kind", "status", "rank", "inferred:boolean", "label", "claim")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"


@dataclass(frozen=True)
class Vertex:
    """A participant: its name, its classes (its own first), and its attributes."""

    name: str
    classes: tuple[str, ...]
    attributes: Mapping[str, Value]


@dataclass(frozen=True)
class Arc:
    """An edge from one name to another: its key, the local name of its property, its attributes."""

    key: str
    source: str
    predicate: str
    target: str
    attributes: Mapping[str, Value]


def render_nodes_csv(dataset: Dataset) -> str:
    r"""Return a row for each participant; its classes are its labels, its own class first.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> render_nodes_csv(Dataset(Store()))
    'id:ID,label,group,iteration:int,phase,row:int,iri,:LABEL\n'
    """
    rows = [
        [
            vertex.name,
            *(_cell(vertex.attributes, column) for column in _NODE_COLUMNS),
            ";".join(dict.fromkeys(vertex.classes)),
        ]
        for vertex in vertices_and_arcs(dataset)[0]
    ]
    return csv_rows([["id:ID", *_NODE_COLUMNS, ":LABEL"], *rows])


def render_edges_csv(dataset: Dataset) -> str:
    r"""Return a row for each edge, as it is asserted; its type is the property.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> render_edges_csv(Dataset(Store()))
    ':START_ID,:END_ID,kind,status,rank,inferred:boolean,label,claim,:TYPE\n'
    """
    rows = [
        [
            arc.source,
            arc.target,
            *(_cell(arc.attributes, column) for column in _EDGE_COLUMNS),
            arc.predicate,
        ]
        for arc in vertices_and_arcs(dataset)[1]
    ]
    return csv_rows([[":START_ID", ":END_ID", *_EDGE_COLUMNS, ":TYPE"], *rows])


def render_training_graphml(dataset: Dataset) -> str:
    """Return the training graph as GraphML; edges run from subject to object.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> "<graph" in render_training_graphml(Dataset(Store()))
    True
    """
    import networkx

    vertices, arcs = vertices_and_arcs(dataset)
    graph: MultiDiGraph[str] = networkx.MultiDiGraph()
    for vertex in vertices:
        graph.add_node(vertex.name, **{"class": "".join(vertex.classes[:1])}, **vertex.attributes)
    for arc in arcs:
        graph.add_edge(
            arc.source, arc.target, key=arc.key, predicate=arc.predicate, **arc.attributes
        )
    return _with_xml_booleans("\n".join(networkx.generate_graphml(graph)))


def vertices_and_arcs(dataset: Dataset) -> tuple[list[Vertex], list[Arc]]:
    """Return the participants and the edges between them, sorted by name.

    Attributes that the data do not give are left out.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> vertices_and_arcs(Dataset(Store()))
    ([], [])
    """
    nodes, edges = nodes_and_edges(dataset.engine)
    vertices = [
        Vertex(
            local_or_prefixed_name(node.iri),
            node.classes,
            _given(
                {
                    "label": node.label,
                    "group": node.group,
                    "iteration": node.iteration,
                    "phase": node.phase,
                    "row": node.row,
                    "iri": node.iri,
                }
            ),
        )
        for node in nodes
    ]
    keys = unique_names(edges)
    arcs = [
        Arc(
            keys[edge],
            local_or_prefixed_name(edge.subject),
            local_or_prefixed_name(edge.predicate, PREFIXES["nemo"]),
            local_or_prefixed_name(edge.object),
            _given(
                {
                    "kind": edge.kind,
                    "status": edge.status,
                    "rank": edge.rank,
                    "inferred": edge.status == INFERRED,
                    "label": edge.label,
                    "claim": edge.claim,
                }
            ),
        )
        for edge in edges
    ]
    vertices.sort(key=lambda vertex: vertex.name)
    arcs.sort(key=lambda arc: (arc.source, arc.predicate, arc.target))
    return vertices, arcs


def _given(attributes: Mapping[str, Value | None]) -> dict[str, Value]:
    return {
        name: printable_text(value, "A property graph") if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None and value != ""
    }


def _cell(attributes: Mapping[str, Value], column: str) -> str:
    """Return the attribute of a column, whose name may end with a datatype, as CSV has it."""
    value = attributes.get(column.partition(":")[0], "")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _with_xml_booleans(text: str) -> str:
    """Return GraphML with truth values spelt as in XML; networkx spells them as in Python."""
    from xml.etree import ElementTree

    ElementTree.register_namespace("", _GRAPHML)
    root = ElementTree.fromstring(text)  # noqa: S314  # it was written just now
    boolean_keys = {
        declared.get("id")
        for declared in root.iter(f"{{{_GRAPHML}}}key")
        if declared.get("attr.type") == "boolean"
    }
    for data in root.iter(f"{{{_GRAPHML}}}data"):
        if data.get("key") in boolean_keys:
            data.text = str(data.text).lower()
    head = "<?xml version='1.0' encoding='utf-8'?>\n"
    return f"{head}{ElementTree.tostring(root, encoding='unicode')}\n"
