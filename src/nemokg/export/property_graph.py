"""The training graph as nodes and edges with plain attributes, for stores of property graphs.

Edges run as they are asserted, from subject to object: initialization leads from child to parent.
"""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.rdf.vocab import PREFIXES
from nemokg.training.edges import training_graph
from nemokg.training.names import local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    Value = str | int | bool

INFERRED = "inferred"


@dataclass(frozen=True)
class Vertex:
    """A participant: its name, its classes (its own first), and its attributes."""

    name: str
    classes: tuple[str, ...]
    attributes: Mapping[str, Value]


@dataclass(frozen=True)
class Arc:
    """An edge from one name to another, with the local name of its property."""

    source: str
    predicate: str
    target: str
    attributes: Mapping[str, Value]


def property_graph(store: Store) -> tuple[list[Vertex], list[Arc]]:
    """Return the participants and the edges between them, sorted by name.

    Attributes that the data do not give are left out.

    >>> from pyoxigraph import Store
    >>> property_graph(Store())
    ([], [])
    """
    nodes, edges = training_graph(store)
    vertices = [
        Vertex(
            local(node.iri),
            node.classes,
            _said(
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
    arcs = [
        Arc(
            local(edge.source),
            local(edge.predicate, PREFIXES["nemo"]),
            local(edge.target),
            _said(
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


def key(arc: Arc) -> str:
    """Return a name that an edge has alone: that of its claim, or one made like it.

    >>> key(Arc("a", "judges", "b", {}))
    'a--judges--b'
    """
    claim = arc.attributes.get("claim")
    made = f"{arc.source}--{arc.predicate}--{arc.target}"
    return local(str(claim), PREFIXES["claim"]) if claim else made


def _said(attributes: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
