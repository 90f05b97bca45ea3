"""The legend of a drawing: what each kind of line means, beside a sample of it."""

from __future__ import annotations

from nemokg.export.drawing.dot_style import INFERRED, KINDS, STATED, line_look, looks_of_edges
from nemokg.export.drawing.dot_text import quoted_attributes
from nemokg.training.edges import WEIGHTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pydot

    from nemokg.training.edges import Edge

_INK = "#212529"
_PAD = "\\ " * 6  # between a text and its line


def add_legend(
    graph: pydot.Dot, edges: Sequence[Edge], thick: bool = False, after: Iterable[str] = ()
) -> None:
    """Add to a drawing a box with a line of each kind, and status, that its edges have.

    `thick` says whether the student line is among them; `after` names the nodes (as DOT names them)
    beyond which there is room for the box.

    >>> import pydot
    >>> graph = pydot.Dot("training")
    >>> add_legend(graph, [])
    >>> graph.get_subgraphs()
    []
    """
    import pydot

    rows = _rows(edges, thick)
    if not rows:
        return
    about = {
        "label": "legend", "labeljust": "l", "style": "rounded", "color": "#868e96",
        "fontsize": "16", "fontcolor": "#343a40", "margin": "10", "id": "legend",
    }  # fmt: skip
    style = {"class": "legend"}
    box = pydot.Cluster("legend", **quoted_attributes(about, **style))
    # A record: fields one above the other, with a port each for its line.
    shape = {"shape": "record", "penwidth": "0", "margin": "0.3,0.03", **style}
    texts = "|".join(f"<{name}> {text}{_PAD}\\l" for name, text, _ in rows)
    ends = "|".join(f"<{name}>" for name, _, _ in rows)
    for number, label in enumerate((texts, ends)):
        details = quoted_attributes(shape, id=f"legend-{number}")
        box.add_node(pydot.Node(f"legend{number}", label=f'"{label}"', **details))
    for name, _, look in rows:
        ports = {"tailport": f"{name}:e", "headport": f"{name}:w", "weight": "100"}
        details = quoted_attributes({**look, **ports, **style}, id=f"legend-{name}")
        box.add_edge(pydot.Edge("legend0", "legend1", **details))
    graph.add_subgraph(box)  # type: ignore[arg-type]  # pydot's own example does this
    for name in after:
        graph.add_edge(pydot.Edge(name, "legend0", style="invis", weight="0"))


def _rows(edges: Sequence[Edge], thick: bool) -> list[tuple[str, str, dict[str, str]]]:
    """Return name, explanation and look of each line of the legend."""
    rows = [
        (name, look.legend, line_look(look, colour=_INK))
        for name, look in looks_of_edges(edges).items()
    ]
    weights = KINDS[WEIGHTS]
    if thick:
        drawn = line_look(weights, colour=_INK, thick=True)
        rows.insert(1, ("student-line", "thick: the student line", drawn))
    statuses = {edge.status for edge in edges} - {"", STATED}
    if statuses - {INFERRED}:
        drawn = line_look(weights, "attributed", _INK)
        rows.append(("attributed", "open head: only another source says so", drawn))
    if INFERRED in statuses:
        drawn = line_look(KINDS["distillation"], INFERRED)
        rows.append((INFERRED, "double line, open head: inferred", drawn))
    return rows
