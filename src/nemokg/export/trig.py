"""TriG: the plain triples of claims in a graph for each status, all else in the default graph."""

from __future__ import annotations

from nemokg.export.status_graphs import by_status
from nemokg.export.ttl import in_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store


def render(store: Store) -> str:
    r"""Return what a store asserts as TriG, with a graph for each status.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ... :a :judges :b .
    ... :x rdf:subject :a ; rdf:predicate :judges ; rdf:object :b ; :status :inferred .
    ... ''', RdfFormat.TURTLE)
    >>> print("\n".join(render(store).splitlines()[-3:]))
    graph:inferred {
        nemo:a nemo:judges nemo:b .
    }
    """
    from pyoxigraph import RdfFormat

    return in_blocks(by_status(store), RdfFormat.TRIG)
