"""The graph of who trains whom as a networkx graph."""

from __future__ import annotations

from nemokg.rdf.vocab import PREFIXES
from nemokg.training.edges import training_graph
from nemokg.training.names import local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from networkx import MultiDiGraph
    from pyoxigraph import Store

_WEIGHTS = "weights"


def network(store: Store, kinds: Collection[str] | None = None) -> MultiDiGraph[str]:
    """Return the participants and the edges between them, of the kinds of influence given.

    Nodes are local names. Every edge runs in the direction of influence (from a parent to what was
    initialised from it) and its key is the local name of its claim, or of its predicate where it
    has no claim. All attributes are texts and numbers, so that any format of networkx can hold
    them; what the data do not say is left out.

    >>> from nemokg.dataset.opening import open_dataset
    >>> graph = network(open_dataset().store, kinds=["weights"])
    >>> {attributes["kind"] for *_, attributes in graph.edges(data=True)}
    {'weights'}
    """
    import networkx

    nodes, edges = training_graph(store)
    graph: MultiDiGraph[str] = networkx.MultiDiGraph()
    chosen = [edge for edge in edges if kinds is None or edge.kind in kinds]
    ends = {end for edge in chosen for end in (edge.source, edge.target)}
    for node in nodes:
        if node.iri in ends:
            attributes = {
                "iri": node.iri,
                "label": node.label,
                "definition": node.definition,
                "classes": ", ".join(node.classes),
                "group": node.group,
                "roles": ", ".join(node.roles),
                "phase": node.phase,
                "iteration": node.iteration,
                "row": node.row,
            }
            graph.add_node(local(node.iri), **_said(attributes))
    for edge in chosen:
        start, end = local(edge.source), local(edge.target)
        if edge.kind == _WEIGHTS:  # weights flow from parent to child, the property leads back
            start, end = end, start
        predicate = local(edge.predicate, PREFIXES["nemo"])
        said = {
            "predicate": predicate,
            "kind": edge.kind,
            "label": edge.label,
            "status": edge.status,
            "claim": edge.claim,
        }
        key = local(edge.claim, PREFIXES["claim"]) if edge.claim else predicate
        graph.add_edge(start, end, key=key, **_said(said))
    return graph


def _said(attributes: Mapping[str, str | int | None]) -> dict[str, str | int]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
