"""Filling a remote store: one named graph per file, in batches, sending only what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from time import monotonic

from pyoxigraph import NamedNode

from nemokg.dataset.sources import DEFAULT_OPTIONS, ReadOptions
from nemokg.engine.endpoint import LOADED
from nemokg.engine.http import Client
from nemokg.entailment.rules import ENTAILED
from nemokg.errors import EngineError, InputError
from nemokg.loading.upload import record
from nemokg.loading.upload.paths import check_graph_isolation
from nemokg.loading.upload.record import Entry
from nemokg.loading.upload.sources import EntailedSource, file_graph_iri, sources_to_upload
from nemokg.loading.upload.targets import GraphStore, Update

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from nemokg.loading.upload.sources import Source
    from nemokg.loading.upload.targets import Target

    Watch = Callable[[str, int, int], None]

# How long a load may go on before it is written down how far it came, in seconds.
_NOTED = 2.0


@dataclass(frozen=True)
class Uploaded:
    """What a load did: the files sent, how many triples, the files that were there, graphs gone.

    `files` and `kept` are names as the store knows them; `dropped` are those that it knew and that
    the load does not have.
    """

    files: tuple[str, ...]
    triples: int
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def upload(
    paths: Sequence[str],
    endpoint: str,
    graph_store: str | None = None,
    update: str | None = None,
    graph: str | None = None,
    watch: Watch | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
    entailed: bool = False,
    with_bundled: bool = False,
) -> Uploaded:
    """Let a store hold our layers and the files of the paths, or the bundled pipelines.

    Each file fills a graph of its own, or all of them the one `graph`. What the store says that it
    holds of earlier loads is not sent again, a load that was stopped goes on where it was, and what
    earlier loads brought and this one does not have is removed; other graphs are left alone.
    `endpoint` answers queries; writing goes to `graph_store` by the Graph Store Protocol, or to
    `update` by SPARQL Update, which is the endpoint itself where neither is given. `watch` is told
    the name of a file, how many of its triples are sent, and how many there are. `options` say how
    the files of the paths are read. With `entailed`, what they entail fills the graph
    `graph:entailed`.

    Raises InputError and RdfSyntaxError for files that cannot be used, before anything is sent, and
    EngineError if the store refuses, does not answer, or needs all files in one graph.
    """
    if graph_store and update:
        raise EngineError("Give only one of the graph store and the update URL.")
    if graph is not None:
        _check(graph)
    target = (GraphStore if graph_store else Update)(Client(), graph_store or update or endpoint)
    sources = sources_to_upload(paths, options, with_bundled)
    graphs = {source.name: graph or file_graph_iri(source.name) for source in sources}
    if entailed:
        sources.append(EntailedSource(tuple(sources)))
        graphs[sources[-1].name] = graph or ENTAILED.value
    known = record.read_upload_record(endpoint)
    entries = {s.name: Entry(s.name, graphs[s.name], s.digest) for s in sources}
    outdated = _outdated(known, entries)
    for name, entry in entries.items():
        if (
            name in known
            and known[name].is_same_content_and_graph(entry)
            and entry.graph not in outdated
        ):
            entry.triples, entry.whole = known[name].triples, known[name].whole
    pending = [source for source in sources if not entries[source.name].whole]
    # All are read before the first is sent, so that none of them breaks off in the middle.
    counts = [source.count_statements() for source in pending]
    if pending or outdated:
        if graph is None:
            check_graph_isolation(target, endpoint)
        _clear(target, known, outdated)
        ledger = _Ledger(target, entries.values())
        for source, count in zip(pending, counts, strict=True):
            _send(target, ledger, source, count, watch)
        ledger.write()
    return Uploaded(
        files=tuple(source.name for source in pending),
        triples=sum(counts),
        kept=tuple(name for name in entries if name not in {s.name for s in pending}),
        dropped=tuple(name for name in known if name not in entries),
    )


def _check(graph: str) -> None:
    try:
        NamedNode(graph)
    except ValueError as error:
        raise InputError(f'"{graph}" is not an IRI; name the graph by an absolute IRI.') from error


def _outdated(known: dict[str, Entry], wanted: dict[str, Entry]) -> set[str]:
    """Return the graphs that hold something else than what they are to hold."""
    return {
        entry.graph
        for name, entry in known.items()
        if name not in wanted or not entry.is_same_content_and_graph(wanted[name])
    }


def _clear(target: Target, known: dict[str, Entry], graphs: set[str]) -> None:
    """Remove graphs, having written down that what is known is no longer whole."""
    if not graphs:
        return
    for entry in known.values():
        entry.whole = False
    target.replace(LOADED, record.upload_record_triples(known.values()))
    for name in sorted(graphs):
        target.drop(name)


class _Ledger:
    """The graph in which a load writes down how far it has come."""

    def __init__(self, target: Target, entries: Collection[Entry]) -> None:
        self.entries = {entry.name: entry for entry in entries}
        self._target = target
        self.write()

    def write(self) -> None:
        self._target.replace(LOADED, record.upload_record_triples(self.entries.values()))
        self._written = monotonic()

    def note(self) -> None:
        """Write, unless that was done a moment ago."""
        if monotonic() - self._written > _NOTED:
            self.write()


def _send(target: Target, ledger: _Ledger, source: Source, count: int, watch: Watch | None) -> None:
    entry = ledger.entries[source.name]
    # What was sent but not noted is sent again, which changes nothing.
    triples = islice(source.triples(), entry.triples, None)
    while batch := list(islice(triples, target.batch)):
        target.add(entry.graph, batch)
        entry.triples += len(batch)
        if watch is not None:
            watch(source.name, entry.triples, count)
        ledger.note()
    entry.whole = True
