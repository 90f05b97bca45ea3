"""The graph of who trains whom as a networkx graph."""

from __future__ import annotations

from nemokg.rdf.vocab import PREFIXES
from nemokg.training.edges import influence_kinds, select_kinds, unique_names
from nemokg.training.graph import nodes_and_edges
from nemokg.training.names import local_or_prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from networkx import MultiDiGraph

    from nemokg.engine.protocol import Engine


def networkx_graph(engine: Engine, kinds: Iterable[str] | None = None) -> MultiDiGraph[str]:
    """Return the participants and the edges between them, of the kinds of influence given.

    Nodes are local names. Every edge runs in the direction of influence (from a parent to what was
    initialised from it) and its key is the local name of its claim, or SUBJECT--PREDICATE--OBJECT
    where it has no claim. All attributes are texts and numbers, so that any format of networkx can
    hold them; what the data do not say is left out. Raises QueryError for an unknown kind.

    >>> from nemokg.dataset.opening import open_dataset
    >>> graph = networkx_graph(open_dataset().engine, kinds=["weights"])
    >>> {attributes["kind"] for *_, attributes in graph.edges(data=True)}
    {'weights'}
    """
    import networkx

    known = influence_kinds(engine)
    wanted = set((known if kinds is None else select_kinds(known, kinds)).values())
    nodes, edges = nodes_and_edges(engine)
    graph: MultiDiGraph[str] = networkx.MultiDiGraph()
    chosen = [edge for edge in edges if edge.kind in wanted]
    participants = {end for edge in chosen for end in (edge.subject, edge.object)}
    for node in nodes:
        if node.iri in participants:
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
            graph.add_node(local_or_prefixed_name(node.iri), **_given(attributes))
    keys = unique_names(chosen)
    for edge in chosen:
        attributes = {
            "predicate": local_or_prefixed_name(edge.predicate, PREFIXES["nemo"]),
            "kind": edge.kind,
            "label": edge.label,
            "status": edge.status,
            "claim": edge.claim,
        }
        start, end = (
            local_or_prefixed_name(edge.influencer),
            local_or_prefixed_name(edge.influenced),
        )
        graph.add_edge(start, end, key=keys[edge], **_given(attributes))
    return graph


def _given(attributes: Mapping[str, str | int | None]) -> dict[str, str | int]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
