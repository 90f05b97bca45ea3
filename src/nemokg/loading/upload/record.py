"""The record of earlier loads, kept in a named graph of the store itself."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from nemokg.engine.endpoint import IN_GRAPH, LOADED, STATUS, EndpointEngine
from nemokg.loading.upload.sources import file_graph_iri
from nemokg.rdf.results import python_value
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PART_OF, _NAME, _DIGEST = (
    NamedNode(PREFIXES["dcterms"] + name) for name in ("isPartOf", "title", "identifier")
)
_TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
_GRAPH, _STATUS = NamedNode(IN_GRAPH), NamedNode(STATUS)
_UNFINISHED = Literal("Incomplete")
_ENTRIES = f"""SELECT DISTINCT ?name ?graph ?digest ?triples ?status WHERE {{
  GRAPH <{LOADED}> {{
    ?file {_PART_OF} <{LOADED}> ; {_NAME} ?name ; {_GRAPH} ?graph ; {_DIGEST} ?digest ;
      {_TRIPLES} ?triples
    OPTIONAL {{ ?file {_STATUS} ?status }}
  }}
}} ORDER BY ?name"""


class Entry:
    """A file that a graph was filled from, or is being filled.

    `triples` counts what was sent of it so far, and `whole` says that this was all.

    >>> Entry("mine.ttl", "urn:x:g", "0" * 64).whole
    False
    """

    __slots__ = ("digest", "graph", "name", "triples", "whole")

    def __init__(
        self, name: str, graph: str, digest: str, triples: int = 0, whole: bool = False
    ) -> None:
        self.name = name
        self.graph = graph
        self.digest = digest
        self.triples = triples
        self.whole = whole

    def is_same_content_and_graph(self, other: Entry) -> bool:
        """Return whether another entry has the same content in the same graph."""
        return (self.graph, self.digest) == (other.graph, other.digest)


def read_upload_record(url: str) -> dict[str, Entry]:
    """Return what a store says that it holds, by the files; nothing if it says nothing.

    Raises EngineError and SparqlError as `EndpointEngine.query` does.
    """
    entries = {}
    for row in EndpointEngine(url, graphs=()).select(_ENTRIES):
        name, graph, digest, count, status = map(python_value, row)
        digest = str(digest).removeprefix("sha256:")
        entry = Entry(str(name), str(graph), digest, int(str(count)), whole=status is None)
        entries[entry.name] = entry
    return entries


def upload_record_triples(entries: Iterable[Entry]) -> Iterator[Triple]:
    """Yield the triples that say what a store holds.

    >>> entry = Entry("mine.ttl", "urn:x:g", "0a", 5, whole=True)
    >>> [str(triple.object) for triple in upload_record_triples([entry])][1:4]
    ['"mine.ttl"', '<urn:x:g>', '"sha256:0a"']
    """
    for entry in entries:
        file = NamedNode(file_graph_iri(entry.name))
        yield Triple(file, _PART_OF, NamedNode(LOADED))
        yield Triple(file, _NAME, Literal(entry.name))
        yield Triple(file, _GRAPH, NamedNode(entry.graph))
        yield Triple(file, _DIGEST, Literal(f"sha256:{entry.digest}"))
        yield Triple(file, _TRIPLES, Literal(entry.triples))
        if not entry.whole:
            yield Triple(file, _STATUS, _UNFINISHED)
