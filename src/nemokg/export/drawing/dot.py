"""DOT: the graph of who trains whom, for Graphviz to draw.

Nodes and edges carry an ``id``, a ``class``, a tooltip and their IRI as a link, which Graphviz
hands on to pictures (`nemokg.export.drawing.svg`). What the lines mean is said in
`nemokg.export.drawing.dot_style`.
"""

from __future__ import annotations

import re
from collections import Counter

from nemokg.export.drawing.dot_legend import add_legend
from nemokg.export.drawing.dot_style import (
    FONT,
    FONT_SIZE,
    edge_look,
    is_thick,
    node_look,
    parent_colours,
    student_line_nodes,
)
from nemokg.export.drawing.dot_text import (
    quoted_attributes,
    quoted_string,
    shortened_text,
    wrapped_label,
)
from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import local_name, prefixed_name
from nemokg.training.edges import unique_names
from nemokg.training.graph import nodes_and_edges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pydot

    from nemokg.dataset.opening import Dataset
    from nemokg.training.edges import Edge
    from nemokg.training.graph import Node

_WEIGHT = {True: "100", False: "1"}  # of an edge: a heavy one is short and straight


def render_dot(dataset: Dataset) -> str:
    """Return the training graph as DOT.

    >>> from nemokg.dataset.opening import open_dataset
    >>> text = render_dot(open_dataset())
    >>> text.startswith("digraph"), 'style="dashed"' in text
    (True, True)
    """
    import pydot

    nodes, edges = nodes_and_edges(dataset.engine)
    ids = _ids(nodes, edges)
    colours, line = parent_colours(nodes, edges), student_line_nodes(nodes)
    graph = _graph()
    for (phase, iteration), members in _clusters(nodes, line).items():
        home = _cluster(phase, iteration) if phase else graph
        for node in members:
            about = {
                **node_look(node, colours),
                "label": wrapped_label(node.label),
                "id": ids[node],
                "class": " ".join((*node.classes[:1], node.group)).strip(),
                "tooltip": shortened_text(": ".join(filter(None, (node.label, node.definition)))),
                **_link(node.iri),
                **({"group": "student-line"} if node.iri in line else {}),
            }
            home.add_node(
                pydot.Node(quoted_string(prefixed_name(node.iri)), **quoted_attributes(about))
            )
        if phase:
            graph.add_subgraph(home)  # type: ignore[arg-type]  # pydot's own example does this
    for edge in edges:
        thick = is_thick(edge, line)
        ends = [quoted_string(prefixed_name(iri)) for iri in (edge.influencer, edge.influenced)]
        about = {
            **edge_look(edge, colours, thick),
            "weight": _WEIGHT[thick],
            "id": ids[edge],
            "class": " ".join(_classes(edge, thick)),
            "tooltip": shortened_text(
                f"{edge.label} ({edge.status})" if edge.status else edge.label
            ),
            **_link(edge.claim or edge.predicate),
        }
        graph.add_edge(pydot.Edge(ends[0], ends[1], **quoted_attributes(about)))
    student_line = [edge for edge in edges if is_thick(edge, line)]
    parents = {edge.influencer for edge in student_line}
    last = {
        quoted_string(prefixed_name(e.influencer))
        for e in student_line
        if e.influenced not in parents
    }
    add_legend(graph, edges, bool(student_line), sorted(last))
    text: str = graph.to_string()
    return text


def _graph() -> pydot.Dot:
    import pydot

    graph = pydot.Dot(
        "training", graph_type="digraph", rankdir="LR", newrank="true", ranksep="0.55",
        nodesep="0.2", fontname=quoted_string(FONT), bgcolor="white",
    )  # fmt: skip
    graph.set_node_defaults(fontname=quoted_string(FONT), fontsize=str(FONT_SIZE), height="0.45")
    graph.set_edge_defaults(fontname=quoted_string(FONT), fontsize=str(FONT_SIZE))
    return graph


def _clusters(nodes: Sequence[Node], line: set[str]) -> dict[tuple[str, int], list[Node]]:
    """Return the nodes by phase and iteration, the earlier rounds first.

    The student line passes the boxes by: inside, each box would draw it aside. So do nodes of no
    phase.
    """
    clusters: dict[tuple[str, int], list[Node]] = {}
    for node in nodes:
        key = ("", 0) if node.iri in line else (node.phase, node.iteration or 0)
        clusters.setdefault(key, []).append(node)
    return dict(sorted(clusters.items(), key=lambda item: (item[0][1], item[0][0])))


def _cluster(phase: str, iteration: int) -> pydot.Cluster:
    import pydot

    title = f"{phase}, iteration {iteration}" if iteration else phase
    slug = _word(title)
    about = {
        "label": title, "labelloc": "t", "labeljust": "l", "style": "rounded,filled",
        "color": "#ced4da", "fillcolor": "#f8f9fa", "fontcolor": "#343a40", "fontsize": "16",
        "id": f"phase-{slug}", "class": "phase", "margin": "14",
    }  # fmt: skip
    return pydot.Cluster(quoted_string(slug), **quoted_attributes(about))


def _classes(edge: Edge, thick: bool) -> Iterable[str]:
    """Return the property, the kind of influence and the status; all of them words of CSS."""
    for text in (
        local_name(edge.predicate),
        edge.kind,
        edge.status,
        "student-line" if thick else "",
    ):
        if text:
            yield _word(text)


def _link(iri: str) -> dict[str, str]:
    """Return the attribute that makes a link of an IRI that is an address of the web."""
    return {"URL": iri} if web_address(iri) else {}


def _ids(nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[Node | Edge, str]:
    """Return an identifier for each node and edge: its short name where that is its alone."""
    names: list[tuple[Node | Edge, str, str]] = [
        *((node, local_name(node.iri), node.iri) for node in nodes),
        *((edge, key, edge.claim or key) for edge, key in unique_names(edges).items()),
    ]
    uses = Counter(_word(short) for _, short, _ in names)
    return {part: _word(short if uses[_word(short)] == 1 else full) for part, short, full in names}


def _word(text: str) -> str:
    """Return a text as a word that serves for an id or a class."""
    return re.sub(r"[^\w-]+", "-", text)
