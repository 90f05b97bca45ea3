"""Property paths of SHACL as property paths of SPARQL."""

from __future__ import annotations

from pyoxigraph import NamedNode

from nemokg.errors import UncompiledError
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.shapes import ShapesGraph, Term

_REST = PREFIXES["rdf"] + "rest"
_SUFFIXES = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def sparql_path(graph: ShapesGraph, node: Term, depth: int = 0) -> str:
    """Return the SPARQL of a path; UncompiledError if it is none.

    >>> from pyoxigraph import Store
    >>> from nemokg.validation.shacl.shapes import ShapesGraph
    >>> sparql_path(ShapesGraph(Store()), NamedNode("https://example.org/p"))
    '<https://example.org/p>'
    """
    if isinstance(node, NamedNode):
        return str(node)
    if depth > 50:
        raise UncompiledError("a path that contains itself", "a property shape")
    if graph.objects(node, _REST):
        members = graph.list_members(node)
        return f"({'/'.join(sparql_path(graph, member, depth + 1) for member in members)})"
    if alternatives := graph.single_shacl_value(node, "alternativePath"):
        members = graph.list_members(alternatives)
        return f"({'|'.join(sparql_path(graph, member, depth + 1) for member in members)})"
    if inverse := graph.single_shacl_value(node, "inversePath"):
        return f"(^{sparql_path(graph, inverse, depth + 1)})"
    for name, suffix in _SUFFIXES.items():
        if inner := graph.single_shacl_value(node, name):
            return f"({sparql_path(graph, inner, depth + 1)}{suffix})"
    known = ", ".join(f"sh:{name}" for name in ("alternativePath", "inversePath", *_SUFFIXES))
    raise UncompiledError(f"a path that is neither an IRI, a list nor {known}", "a property shape")
