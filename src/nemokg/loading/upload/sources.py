"""Files as a remote store gets them: each in a named graph, without blank nodes."""

from __future__ import annotations

import os
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from nemokg.dataset.layers import file_layers, files_of_layers
from nemokg.dataset.reading import rdf_files
from nemokg.dataset.sources import DEFAULT_OPTIONS, STDIN, ReadOptions
from nemokg.entailment.rules import entailed_triples
from nemokg.errors import InputError
from nemokg.files.resources import bundled_directory
from nemokg.loading.bulk import default_graph_quads
from nemokg.rdf.blank_nodes import GENID
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_CHUNK = 1 << 20
_ENTAILED = "entailed"


def file_graph_iri(name: str) -> str:
    """Return the IRI of a file of that name in a store, and of the graph that it fills.

    >>> file_graph_iri("mine/my data.ttl")
    'https://w3id.org/nemokg/graph/file/mine/my%20data.ttl'
    """
    return f"{PREFIXES['graph']}file/{quote(name)}"


class Source:
    """A file, and the name by which a store knows it.

    >>> Source("/home/me/mine/edges.ttl", "mine/edges.ttl").name
    'mine/edges.ttl'
    """

    __slots__ = ("_digest", "file", "name")

    def __init__(self, file: str, name: str) -> None:
        self.file = file
        self.name = name
        self._digest = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes of the file; InputError if they cannot be read."""
        if not self._digest:
            found = sha256()
            try:
                with open(self.file, "rb") as stream:
                    while chunk := stream.read(_CHUNK):
                        found.update(chunk)
            except OSError as error:
                raise InputError(f"{self.file}: cannot be read ({error.strerror}).") from error
            self._digest = found.hexdigest()
        return self._digest

    def count_statements(self) -> int:
        """Read the whole file and return how many statements it makes.

        Raises InputError and RdfSyntaxError as `nemokg.dataset.reading.store_of_files` does.
        """
        return sum(1 for _ in default_graph_quads([self.file], None))

    def triples(self) -> Iterator[Triple]:
        """Yield the statements of the file, in its order.

        A blank node gets an IRI, the same each time: sent twice it would be two nodes, and a batch
        cannot speak of one that was in another.
        """
        names: dict[BlankNode, NamedNode] = {}

        def named(node: BlankNode) -> NamedNode:
            if node not in names:
                names[node] = NamedNode(f"{GENID}{self.digest[:16]}-{len(names) + 1}")
            return names[node]

        for quad in default_graph_quads([self.file], None):
            yield _without_blank(quad, named)


class EntailedSource(Source):
    """What the statements of other sources entail, for the graph `graph:entailed`.

    It is computed in memory, from the statements as they are sent.

    >>> EntailedSource([]).count_statements()
    0
    """

    __slots__ = ("_sources", "_triples")

    def __init__(self, sources: Iterable[Source]) -> None:
        super().__init__("", _ENTAILED)
        self._sources = sources
        self._triples: list[Triple] | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the triples, in their order."""
        if not self._digest:
            lines = (f"{triple} .\n".encode() for triple in self.triples())
            digest = sha256()
            for line in lines:
                digest.update(line)
            self._digest = digest.hexdigest()
        return self._digest

    def count_statements(self) -> int:
        """Return how many triples are entailed."""
        return sum(1 for _ in self.triples())

    def triples(self) -> Iterator[Triple]:
        """Yield the entailed triples, sorted."""
        if self._triples is None:
            store = Store()
            for source in self._sources:
                store.bulk_extend(
                    Quad(triple.subject, triple.predicate, triple.object)
                    for triple in source.triples()
                )
            entailed = (Triple(*conclusion) for conclusion in entailed_triples(store))
            self._triples = sorted(entailed, key=str)
        yield from self._triples


def sources_to_upload(
    paths: Sequence[str], options: ReadOptions = DEFAULT_OPTIONS, with_bundled: bool = False
) -> list[Source]:
    """Return the files of all layers as sources: ours, and those of the paths or the bundled data.

    A file is known by its path from the directory given on, that directory's name included.
    Raises InputError as `nemokg.dataset.layers.file_layers` does, and where two files would have
    one name.

    >>> [source.name for source in sources_to_upload([])][0]
    'ontology/nemokg.ttl'
    """
    if STDIN in paths:
        raise InputError("Standard input has no name to record in a remote store; name a file.")
    above = {
        file: os.path.dirname(os.path.abspath(path))
        for path in paths
        for file in rdf_files([path], options)
    }
    root = os.path.dirname(bundled_directory("ontology"))
    known: dict[str, Source] = {}
    layers = file_layers(paths, with_bundled=with_bundled, options=options)
    for file in files_of_layers(layers):
        source = Source(file, _name(file, above.get(file, root)))
        other = known.setdefault(source.name, source)
        if other is not source:
            raise InputError(
                f"{source.file}: {other.file} has the same name in the store; rename one, or give"
                " the directory that holds both."
            )
    return list(known.values())


def _name(file: str, above: str) -> str:
    return os.path.relpath(os.path.abspath(file), above).replace(os.sep, "/")


def _without_blank(quad: Quad, named: Callable[[BlankNode], NamedNode]) -> Triple:
    subject, object_ = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = named(subject)
    if isinstance(object_, BlankNode):
        object_ = named(object_)
    return Triple(subject, quad.predicate, object_)
