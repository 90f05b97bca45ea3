"""How a drawing of the training graph looks: lines by kind of influence and by status, colours.

Only weights are dashed, in the colour of the checkpoint that gives them, and thick along the
student line; the head says by what kind of step. Every kind differs from the others by more than
its colour, so that it is known in greyscale too. What no primary work states has an open arrowhead;
what somebody inferred is, besides, a double line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nemokg.rdf.vocab import local_name
from nemokg.training.edges import VALUE_MODEL, WEIGHTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nemokg.training.edges import Edge
    from nemokg.training.graph import Node

FONT = "Arial,Liberation Sans,Helvetica,sans-serif"  # one set of widths under three names
FONT_SIZE = 14
INFERRED, STATED = "inferred", "stated"
_BACKBONE = "studentBackboneRole"
# Parts of an arrowhead that can be drawn open.
_OPEN = ("normal", "diamond", "box", "dot", "inv")


@dataclass(frozen=True)
class Look:
    """How a kind of influence is drawn, and what the legend says of it."""

    style: str
    colour: str
    head: str
    width: float
    legend: str


KINDS = {
    WEIGHTS: Look("dashed", "", "normal", 1.8, "dashed, in its own colour: gives weights"),
    "distillation": Look("solid", "#c2255c", "normal", 1.6, "rose: is distilled into"),
    "reward": Look("solid", "#5f3dc4", "normalnormal", 1.6, "purple: rewards"),
    "data": Look("solid", "#868e96", "normal", 1.0, "grey: generates data for"),
    "data transformation": Look(
        "solid", "#868e96", "diamond", 1.0, "grey, diamond: transforms data for"
    ),
    "data filtering": Look("solid", "#868e96", "dot", 1.0, "grey, dot: filters data for"),
    "judging": Look("dotted", "#0b7285", "diamond", 2.4, "teal dots: judges"),
    "red-teaming": Look("dotted", "#e03131", "box", 2.4, "red dots: red-teams for"),
    "recipe": Look("dotted", "#7f4f24", "dot", 2.4, "brown dots: lends its recipe to"),
    VALUE_MODEL: Look("dotted", "#9c36b5", "normal", 2.4, "violet dots: starts the value model of"),
}
# The steps of weights other than an initialisation, by the local names of their properties.
_STEPS = {
    name: replace(KINDS[WEIGHTS], head=head, legend=f"dashed, {legend}")
    for name, head, legend in (
        ("mergedFrom", "inv", "reversed head: is merged into"),
        ("mergeBase", "dot", "dot: is the base of the merge"),
        ("adapterOf", "diamond", "diamond: has the adapter"),
        ("quantizedFrom", "box", "box: is quantised to"),
        ("prunedFrom", "boxbox", "two boxes: is pruned to"),
        ("weightParent", "normaldot", "head and dot: gives weights, nobody says how"),
    )
}
OTHER = Look("solid", "#212529", "box", 1.6, "black: influences otherwise")
THICK = 4.5
_THIN = {"dotted": 1.8}  # of either line of a double line; 1 for the other styles
_GAP = "#ffffff00"  # between them: a third line that cannot be seen
# For the weights of each parent: dark enough for lines on white and as far as can be from each
# other and from the colours of the solid kinds. A dataset with more parents uses them again.
_PARENTS = (
    "#1864ab", "#14532d", "#b35c00", "#16a34a", "#111111",
    "#6b5b00", "#008080", "#7c2d12", "#b8860b", "#4d7c0f",
)  # fmt: skip
NEUTRAL = "#868e96"
_SHAPES = {
    "RewardModel": ("hexagon", "filled"),
    "Teacher": ("box", "filled,rounded"),
    "StudentCheckpoint": ("box", "filled"),
    "TrainingTrack": ("cds", "filled"),
    "ModelGroup": ("box3d", "filled"),
}
_POINTED = ("cds", "box3d")  # text needs more room where the outline is no box
_GROUPS = {
    "student-line": "#d0ebff",
    "general": "#d3f9d8",
    "agentic": "#fff3bf",
    "reward-model": "#e5dbff",
    "in-family-helper": "#c5f6fa",
    "external": "#f1f3f5",
}


def parent_colours(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, str]:
    """Return a colour for each node that gives its weights to another, by its IRI.

    >>> parent_colours([], [])
    {}
    """
    parents = {edge.influencer for edge in edges if edge.kind == WEIGHTS}
    owners = [node.iri for node in nodes if node.iri in parents]
    return {iri: _PARENTS[i % len(_PARENTS)] for i, iri in enumerate(owners)}


def student_line_nodes(nodes: Sequence[Node]) -> set[str]:
    """Return the IRIs of the nodes of the student line.

    >>> student_line_nodes([])
    set()
    """
    return {node.iri for node in nodes if _BACKBONE in node.roles}


def is_thick(edge: Edge, line: set[str]) -> bool:
    """Return whether an edge passes weights on along the student line."""
    return edge.kind == WEIGHTS and edge.subject in line and edge.object in line


def edge_look(edge: Edge, colours: Mapping[str, str], thick: bool) -> dict[str, str]:
    """Return the look of an edge, as Graphviz attributes.

    >>> line_look(KINDS["distillation"], "inferred")["arrowhead"]
    'onormal'
    """
    look = look_of_property(edge.kind, edge.predicate)
    return line_look(look, edge.status, look.colour or colours[edge.influencer], thick)


def look_of_property(kind: str, property_: str) -> Look:
    """Return how the edges of a property are drawn, whose kind of influence is given.

    >>> look_of_property("weights", "https://w3id.org/nemokg/ontology#mergedFrom").head
    'inv'
    """
    look = KINDS.get(kind, OTHER)
    return _STEPS.get(local_name(property_), look) if kind == WEIGHTS else look


def looks_of_edges(edges: Iterable[Edge]) -> dict[str, Look]:
    """Return the looks of edges, kind by kind, by names that an identifier may have.

    Steps of weights other than initialisations go by the local names of their properties; what
    gives weights is there as well.

    >>> from nemokg.training.edges import Edge
    >>> list(looks_of_edges([Edge("urn:a", "urn:x#mergedFrom", "urn:b", "weights")]))
    ['weights', 'mergedFrom']
    """
    edges = list(edges)
    kinds = {edge.kind for edge in edges}
    steps = {local_name(edge.predicate) for edge in edges if edge.kind == WEIGHTS}
    looks = {}
    for kind, look in KINDS.items():
        if kind in kinds:
            looks[kind.replace(" ", "-")] = look
        if kind == WEIGHTS:
            looks.update((name, step) for name, step in _STEPS.items() if name in steps)
    return {**looks, "other": OTHER} if kinds - KINDS.keys() else looks


def line_look(
    look: Look, status: str = "", colour: str = "", thick: bool = False
) -> dict[str, str]:
    """Return the attributes of a line; `colour` is for kinds that have none of their own.

    >>> line_look(KINDS["data"], "inferred")["color"]
    '#868e96:#ffffff00:#868e96'
    """
    colour = look.colour or colour
    stated = status in ("", STATED)
    width = THICK if thick else look.width
    if status == INFERRED:
        width = _THIN.get(look.style, 1.0)
    return {
        "style": look.style,
        "penwidth": str(width),
        "arrowhead": look.head if stated else open_arrowhead(look.head),
        "arrowsize": "0.6" if thick else "0.8",
        "color": f"{colour}:{_GAP}:{colour}" if status == INFERRED else colour,
    }


def open_arrowhead(head: str) -> str:
    """Return the name of an arrowhead with its outline only.

    >>> open_arrowhead("normalnormal")
    'onormalonormal'
    """
    for part in _OPEN:
        head = head.replace(part, f"o{part}")
    return head


def node_look(node: Node, colours: Mapping[str, str]) -> dict[str, str]:
    """Return the look of a node, as Graphviz attributes.

    Its shape comes from its class, its fill from the group in which the explainer shows it, and its
    outline is the colour in which it gives its weights.
    """
    plain = ("box", "filled")
    shape, style = next((_SHAPES[name] for name in node.classes if name in _SHAPES), plain)
    return {
        "shape": shape,
        "style": style,
        "fillcolor": _GROUPS.get(node.group, "#ffffff"),
        "color": colours.get(node.iri, NEUTRAL),
        "penwidth": "2.5" if node.iri in colours else "1",
        "margin": "0.34,0.07" if shape in _POINTED else "0.24,0.07",
    }
