"""N-Quads: the graphs of TriG, one quad a line, sorted and canonical."""

from __future__ import annotations

from pyoxigraph import DefaultGraph

from nemokg.export.status_graphs import by_status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Quad, Store


def render(store: Store) -> str:
    """Return what a store asserts as canonical N-Quads, with a graph for each status.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> <x:p> <x:a> . <x:a> <x:p> <x:b> .", RdfFormat.TURTLE)
    >>> print(render(store), end="")
    <x:a> <x:p> <x:b> .
    <x:b> <x:p> <x:a> .
    """
    return "".join(sorted(map(_line, by_status(store))))


def _line(quad: Quad) -> str:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else f" {quad.graph_name}"
    return f"{quad.triple}{graph} .\n"
