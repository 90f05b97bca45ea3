"""N-Triples: one triple a line, sorted, so that two datasets can be compared line by line."""

from __future__ import annotations

from nemokg.export.canonical import canonical
from nemokg.rdf.formats import ntriples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store


def render(store: Store) -> str:
    """Return the default graph as canonical N-Triples.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> <x:p> <x:a> . <x:a> <x:p> <x:b> .", RdfFormat.TURTLE)
    >>> print(render(store), end="")
    <x:a> <x:p> <x:b> .
    <x:b> <x:p> <x:a> .
    """
    return ntriples(canonical(store))
