"""Mermaid: the training graph as a flowchart, which many viewers of Markdown draw.

Edges run in the direction of influence. Only weights are dashed (Mermaid's dotted arrow), with the
kind of step unless it is an initialisation, and the student line is thick. What no primary work
states says who does: attributed, or inferred.
"""

from __future__ import annotations

import re

from nemokg.export.drawing.dot_style import (
    KINDS,
    OTHER,
    STATED,
    is_thick,
    node_look,
    parent_colours,
    student_line_nodes,
)
from nemokg.rdf.printable import printable_text
from nemokg.rdf.vocab import local_name
from nemokg.training.edges import INITIALIZED_FROM, WEIGHTS
from nemokg.training.graph import nodes_and_edges
from nemokg.training.names import spaced_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nemokg.dataset.opening import Dataset
    from nemokg.training.edges import Edge
    from nemokg.training.graph import Node

# Within quotation marks, Mermaid still reads some characters as its own or as HTML.
_OWN = re.compile(r"""[^\w .,:/()+-]""")


def render_mermaid(dataset: Dataset) -> str:
    r"""Return the training graph as a Mermaid flowchart, with a box for each phase and iteration.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> render_mermaid(Dataset(Store()))
    'flowchart LR\n'
    """
    nodes, edges = nodes_and_edges(dataset.engine)
    names = {node.iri: f"n{number}" for number, node in enumerate(nodes, 1)}
    colours, line = parent_colours(nodes, edges), student_line_nodes(nodes)
    lines = [*_boxes(nodes, names), *(_arrow(edge, names) for edge in edges)]
    lines += _groups(nodes, names, colours)
    for number, edge in enumerate(edges):
        look = KINDS.get(edge.kind, OTHER)
        dashes = {"dashed": ",stroke-dasharray:6 4", "dotted": ",stroke-dasharray:1 3"}
        width = "4px" if is_thick(edge, line) else "2px"
        colour = look.colour or colours[edge.influencer]
        lines.append(
            f"linkStyle {number} stroke:{colour},stroke-width:{width}{dashes.get(look.style, '')}"
        )
    return "\n  ".join(["flowchart LR", *lines]) + "\n"


def quoted_label(text: str) -> str:
    """Return a text as a quoted label, what Mermaid might read as its own by code.

    >>> quoted_label('a "b" #c')
    '"a #34;b#34; #35;c"'
    """
    line = " ".join(printable_text(text, "A drawing").split())
    coded = _OWN.sub(lambda match: f"#{ord(match[0])};", line)
    return f'"{coded}"'


def _boxes(nodes: Sequence[Node], names: Mapping[str, str]) -> Iterator[str]:
    boxes: dict[tuple[int, str], list[Node]] = {}
    for node in nodes:
        boxes.setdefault((node.iteration or 0, node.phase), []).append(node)
    for number, ((iteration, phase), members) in enumerate(sorted(boxes.items()), 1):
        if phase:
            title = f"{phase}, iteration {iteration}" if iteration else phase
            yield f"subgraph box{number}[{quoted_label(title)}]"
        for node in members:
            yield f"{'  ' if phase else ''}{names[node.iri]}[{quoted_label(node.label)}]"
        if phase:
            yield "end"
            yield f"style box{number} fill:#f8f9fa,stroke:#ced4da"


def _arrow(edge: Edge, names: Mapping[str, str]) -> str:
    arrow = "-.->" if edge.kind == WEIGHTS else "-->"
    step = edge.kind == WEIGHTS and edge.predicate != INITIALIZED_FROM
    remarks = [spaced_words(local_name(edge.predicate))] if step else []
    remarks += [edge.status] if edge.status not in ("", STATED) else []
    words = f"|{quoted_label(', '.join(remarks))}|" if remarks else ""
    return f"{names[edge.influencer]} {arrow}{words} {names[edge.influenced]}"


def _groups(
    nodes: Sequence[Node], names: Mapping[str, str], colours: Mapping[str, str]
) -> Iterator[str]:
    """Yield a class for each look of a node, with the nodes that have it."""
    looks: dict[tuple[str, str], list[str]] = {}
    for node in nodes:
        look = node_look(node, colours)
        looks.setdefault((look["fillcolor"], look["color"]), []).append(names[node.iri])
    for number, ((fill, outline), members) in enumerate(looks.items(), 1):
        yield f"classDef look{number} fill:{fill},stroke:{outline},color:#212529"
        yield f"class {','.join(members)} look{number}"
