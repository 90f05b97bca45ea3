"""GraphML: the training graph, for programs that lay out and analyse networks."""

from __future__ import annotations

from nemokg.export.property_graph import key, property_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyoxigraph import Store

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def render(store: Store) -> str:
    """Return the training graph as GraphML; edges run from subject to object.

    >>> from pyoxigraph import Store
    >>> "<graph" in render(Store())
    True
    """
    import networkx

    vertices, arcs = property_graph(store)
    graph: MultiDiGraph[str] = networkx.MultiDiGraph()
    for vertex in vertices:
        graph.add_node(vertex.name, **{"class": "".join(vertex.classes[:1])}, **vertex.attributes)
    for arc in arcs:
        graph.add_edge(
            arc.source, arc.target, key=key(arc), predicate=arc.predicate, **arc.attributes
        )
    return _in_xml_spelling("\n".join(networkx.generate_graphml(graph)))


def _in_xml_spelling(text: str) -> str:
    """Return GraphML with truth values as XML has them; networkx writes those of Python."""
    from xml.etree import ElementTree

    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.fromstring(text)  # noqa: S314  # it was written just now
    truths = {
        declared.get("id")
        for declared in root.iter(f"{{{_NAMESPACE}}}key")
        if declared.get("attr.type") == "boolean"
    }
    for data in root.iter(f"{{{_NAMESPACE}}}data"):
        if data.get("key") in truths:
            data.text = str(data.text).lower()
    head = "<?xml version='1.0' encoding='utf-8'?>\n"
    return f"{head}{ElementTree.tostring(root, encoding='unicode')}\n"
