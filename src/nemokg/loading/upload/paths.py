"""Testing whether property paths of a store cross from one graph into another."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from nemokg.engine.endpoint import EndpointEngine
from nemokg.errors import EngineError
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.loading.upload.targets import Target

_GRAPHS = tuple(f"{PREFIXES['graph']}probe/{number}" for number in (1, 2))
_STEP, _FIRST, _SECOND, _THIRD = (
    NamedNode(f"{PREFIXES['graph']}probe/{name}") for name in ("step", "first", "second", "third")
)
_PATHS = (
    f"SELECT ?x WHERE {{ {_FIRST} {_STEP}+ ?x }}",
    f"SELECT ?x WHERE {{ ?x {_STEP} ?y . ?y {_STEP}? ?z . ?z {_STEP}? {_THIRD} }}",
)


def check_graph_isolation(target: Target, endpoint: str) -> None:
    """Raise EngineError if paths do not cross graphs; leaves nothing in the store."""
    engine = EndpointEngine(endpoint, graphs=_GRAPHS)
    try:
        target.replace(_GRAPHS[0], [Triple(_FIRST, _STEP, _SECOND)])
        target.replace(_GRAPHS[1], [Triple(_SECOND, _STEP, _THIRD)])
        reached = [{row[0] for row in engine.select(text).rows} for text in _PATHS]
    finally:
        for graph in _GRAPHS:
            target.drop(graph)
    if reached != [{_SECOND, _THIRD}, {_FIRST, _SECOND}]:
        raise EngineError(
            f"{endpoint}: its property paths do not cross from one graph into another, so result"
            " sets would lack rows; load everything into one graph with --graph IRI."
        )
