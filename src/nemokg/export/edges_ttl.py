"""Turtle of the plain edges alone: who trains whom, feeds whom, and belongs to which group."""

from __future__ import annotations

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import ttl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

# A property is that of an edge by its kind of influence, or because it joins participants.
_PROPERTIES = """
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?property WHERE {
  { ?property nemo:influenceKind ?kind }
  UNION { ?property rdfs:domain nemo:Participant ; rdfs:range nemo:Participant }
}
"""


def render(store: Store) -> str:
    """Return the edges between participants as Turtle, without claims or descriptions.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... :judges :influenceKind "judging" . :a :judges :b ; :note "c" .
    ... ''', RdfFormat.TURTLE)
    >>> print(render(store).splitlines()[-1])
    nemo:a nemo:judges nemo:b .
    """
    from pyoxigraph import DefaultGraph, NamedNode, Store

    edges = Store()
    for (property_,) in OxigraphEngine(store).select(_PROPERTIES):
        if isinstance(property_, NamedNode):
            edges.extend(store.quads_for_pattern(None, property_, None, DefaultGraph()))
    return ttl.render(edges)
