"""What a store holds of earlier loads: written down in the store itself, in a graph of its own."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from nemokg.engine.endpoint import LOADED, EndpointEngine
from nemokg.model import plain
from nemokg.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PART_OF, _NAME, _DIGEST = (
    NamedNode(PREFIXES["dcterms"] + name) for name in ("isPartOf", "title", "identifier")
)
_TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
_STATUS = NamedNode(PREFIXES["schema"] + "creativeWorkStatus")
_UNFINISHED = Literal("Incomplete")
_ENTRIES = f"""SELECT DISTINCT ?graph ?name ?digest ?triples ?status WHERE {{
  GRAPH <{LOADED}> {{
    ?graph {_PART_OF} <{LOADED}> ; {_NAME} ?name ; {_DIGEST} ?digest ; {_TRIPLES} ?triples
    OPTIONAL {{ ?graph {_STATUS} ?status }}
  }}
}} ORDER BY ?graph"""


class Entry:
    """A graph that was filled from a file, or is being filled.

    `name` and `digest` are those of the file; `triples` counts what was sent of it so far, and
    `whole` says that this was all.

    >>> Entry("urn:x:g", "mine.ttl", "0" * 64).whole
    False
    """

    __slots__ = ("digest", "graph", "name", "triples", "whole")

    def __init__(
        self, graph: str, name: str, digest: str, triples: int = 0, whole: bool = False
    ) -> None:
        self.graph = graph
        self.name = name
        self.digest = digest
        self.triples = triples
        self.whole = whole


def read(url: str) -> dict[str, Entry]:
    """Return what a store says that it holds, by the graphs; nothing where it says nothing.

    Raises EngineError and SparqlError as `EndpointEngine.query` does.
    """
    entries = {}
    for row in EndpointEngine(url, graphs=()).select(_ENTRIES):
        graph, name, digest, triples, status = map(plain, row)
        digest = str(digest).removeprefix("sha256:")
        entries[str(graph)] = Entry(
            str(graph), str(name), digest, int(str(triples)), whole=status is None
        )
    return entries


def triples(entries: Iterable[Entry]) -> Iterator[Triple]:
    """Yield the triples that say what a store holds.

    >>> [str(t.object) for t in triples([Entry("urn:x:g", "mine.ttl", "0a", 5, whole=True)])][1:]
    ['"mine.ttl"', '"sha256:0a"', '"5"^^<http://www.w3.org/2001/XMLSchema#integer>']
    """
    for entry in entries:
        graph = NamedNode(entry.graph)
        yield Triple(graph, _PART_OF, NamedNode(LOADED))
        yield Triple(graph, _NAME, Literal(entry.name))
        yield Triple(graph, _DIGEST, Literal(f"sha256:{entry.digest}"))
        yield Triple(graph, _TRIPLES, Literal(entry.triples))
        if not entry.whole:
            yield Triple(graph, _STATUS, _UNFINISHED)
