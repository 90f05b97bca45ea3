"""DOT: the graph of who trains whom, for Graphviz to draw.

Only initialization is dashed, in the colour of the checkpoint that gave its weights, and thick
along the student line. What somebody inferred is pale, has an open arrowhead and a question mark.
"""

from __future__ import annotations

from nemokg.export.training_graph import Edge, Node, local, training_graph
from nemokg.vocab import compact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import pydot
    from pyoxigraph import Store

_WEIGHTS = "weights"
_BACKBONE = "studentBackboneRole"
# How each kind of influence is drawn: style, colour, arrowhead, and what the legend calls it.
_KINDS = {
    _WEIGHTS: ("dashed", "", "normal", "dashed: gives its weights, in its own colour"),
    "distillation": ("solid", "#d6336c", "normal", "rose: distilled into"),
    "reward": ("solid", "#7048e8", "normal", "purple: rewards"),
    "data": ("solid", "#868e96", "normal", "grey: generates data for"),
    "judging": ("dotted", "#0b7285", "diamond", "teal dots: judges"),
    "red-teaming": ("dotted", "#c92a2a", "box", "red dots: red-teams for"),
    "recipe": ("dotted", "#846358", "dot", "brown dots: lends its recipe to"),
}
_OTHER = ("solid", "#212529", "normal", "black: influences otherwise")
_SHAPES = {
    "RewardModel": ("hexagon", "filled"),
    "Teacher": ("box", "filled,rounded"),
    "StudentCheckpoint": ("box", "filled,bold"),
    "TrainingTrack": ("cds", "filled"),
    "ModelGroup": ("box3d", "filled"),
}
# Dark enough for lines on white, and apart from the colours of the other kinds.
_PARENTS = (
    "#1864ab", "#2b8a3e", "#e8590c", "#5f3dc4", "#087f5b",
    "#a61e4d", "#5c940d", "#364fc7", "#862e9c", "#0c8599",
)  # fmt: skip
_GROUPS = {
    "student-line": "#d0ebff",
    "general": "#d3f9d8",
    "agentic": "#fff3bf",
    "reward-model": "#e5dbff",
    "in-family-helper": "#c5f6fa",
    "external": "#f1f3f5",
}
_FONT = "Helvetica,Arial,sans-serif"
_LINE = 22


def render(store: Store, drawn: bool = False) -> str:
    """Return the training graph as DOT; with `drawn`, only what the explainer draws.

    >>> from nemokg.loader import load_dataset
    >>> text = render(load_dataset().store)
    >>> text.startswith("digraph"), "style=dashed" in text
    (True, True)
    """
    import pydot

    nodes, edges = training_graph(store, drawn)
    parents = {edge.target for edge in edges if edge.kind == _WEIGHTS}
    owners = [node.iri for node in nodes if node.iri in parents]
    colours = {iri: _PARENTS[i % len(_PARENTS)] for i, iri in enumerate(owners)}
    graph = _graph(edges)
    for (phase, iteration), members in _clusters(nodes).items():
        home = _cluster(phase, iteration) if phase else None
        if home:
            graph.add_subgraph(home)  # type: ignore[arg-type]  # pydot's own example does this
        for node in members:
            drawing = _drawn_node(node, colours.get(node.iri, "#adb5bd"))
            (home or graph).add_node(pydot.Node(_quote(compact(node.iri)), **drawing))
    backbone = {node.iri for node in nodes if _BACKBONE in node.roles}
    for edge in edges:
        thick = edge.source in backbone and edge.target in backbone
        ends = [_quote(compact(iri)) for iri in (edge.source, edge.target)]
        if edge.kind == _WEIGHTS:  # weights flow from parent to child, the property leads back
            ends.reverse()
        graph.add_edge(pydot.Edge(ends[0], ends[1], **_drawn_edge(edge, colours, thick)))
    text: str = graph.to_string()
    return text


def _graph(edges: Sequence[Edge]) -> pydot.Dot:
    import pydot

    kinds = {edge.kind for edge in edges}
    entries = [entry for kind, (*_, entry) in _KINDS.items() if kind in kinds]
    entries += [_OTHER[-1]] if kinds - _KINDS.keys() else []
    entries += ["pale with ?: inferred"] if any(e.status == "inferred" for e in edges) else []
    graph = pydot.Dot(
        _quote("training"), graph_type="digraph", rankdir="LR", newrank="true", ranksep="1.1",
        nodesep="0.22", fontname=_quote(_FONT), fontsize="14", labelloc="b",
        label=_quote("   ·   ".join(entries)), bgcolor="white",
    )  # fmt: skip
    graph.set_node_defaults(fontname=_quote(_FONT), fontsize="12", margin=_quote("0.14,0.08"))
    graph.set_edge_defaults(fontname=_quote(_FONT), fontsize="14")
    return graph


def _clusters(nodes: Sequence[Node]) -> dict[tuple[str, int], list[Node]]:
    """Return the nodes by phase and iteration, the earlier rounds first."""
    clusters: dict[tuple[str, int], list[Node]] = {}
    for node in nodes:
        clusters.setdefault((node.phase, node.iteration or 0), []).append(node)
    return dict(sorted(clusters.items(), key=lambda item: (item[0][1], item[0][0])))


def _cluster(phase: str, iteration: int) -> pydot.Cluster:
    import pydot

    title = f"{phase}, iteration {iteration}" if iteration else phase
    return pydot.Cluster(
        _quote(f"{phase}-{iteration}"), label=_quote(title), labelloc="t", labeljust="l",
        style=_quote("rounded,filled"), color=_quote("#ced4da"), fillcolor=_quote("#f8f9fa"),
        fontcolor=_quote("#495057"), fontsize="16",
    )  # fmt: skip


def _drawn_node(node: Node, colour: str) -> dict[str, Any]:
    plain = ("box", "filled")
    shape, style = next((_SHAPES[name] for name in node.classes if name in _SHAPES), plain)
    return {
        "label": _quote(_wrapped(node.label)),
        "shape": shape,
        "style": _quote(style),
        "fillcolor": _quote(_GROUPS.get(node.group, "white")),
        "color": _quote(colour),
        "penwidth": "2",
        "id": _quote(local(node.iri)),
        "class": _quote(" ".join((*node.classes[:1], node.group)).strip()),
        "tooltip": _quote(node.definition or node.label),
        "URL": _quote(node.iri),
    }


def _drawn_edge(edge: Edge, colours: Mapping[str, str], thick: bool) -> dict[str, Any]:
    style, colour, head, _ = _KINDS.get(edge.kind, _OTHER)
    colour = colour or colours[edge.target]
    drawn = {"style": style, "penwidth": "1.4", "arrowhead": head}
    if edge.kind == _WEIGHTS and thick:
        drawn.update(penwidth="4", weight="8")  # the weight keeps the line straight
    if edge.status == "inferred":
        drawn.update(arrowhead=f"o{head}", label=_quote("?"), fontcolor=_quote(colour))
        colour = _pale(colour)
    return {
        **drawn,
        "color": _quote(colour),
        "id": _quote(_name(edge)),
        "class": _quote(f"{local(edge.predicate)} {edge.status}".strip()),
        "tooltip": _quote(f"{edge.label} ({edge.status})" if edge.status else edge.label),
        "URL": _quote(edge.claim or edge.predicate),
    }


def _name(edge: Edge) -> str:
    """Return what the edge goes by: the name of its claim, or what a claim would be called."""
    return local(edge.claim) or "--".join(map(local, (edge.source, edge.predicate, edge.target)))


def _wrapped(label: str) -> str:
    from textwrap import fill

    return fill(label, _LINE, break_long_words=False)


def _pale(colour: str) -> str:
    """Return a colour half way to white.

    >>> _pale("#000080")
    '#7f7fbf'
    """
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{(channel + 255) // 2:02x}" for channel in channels)


def _quote(text: str) -> str:
    r"""Return a text as a quoted string of DOT.

    >>> print(_quote('a "b"'))
    "a \"b\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
