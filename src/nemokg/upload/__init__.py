"""Filling a store elsewhere: each file a named graph, in batches, what is there not sent again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from time import monotonic

from nemokg.engine.endpoint import LOADED
from nemokg.engine.http import Client, checked
from nemokg.errors import EngineError
from nemokg.upload import record
from nemokg.upload.sources import find
from nemokg.upload.targets import GraphStore, Update

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nemokg.upload.record import Entry
    from nemokg.upload.sources import Source
    from nemokg.upload.targets import Target

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
    watch: Watch | None = None,
) -> Uploaded:
    """Let a store hold the ontology and the files of the paths, or the bundled data.

    Each file fills a graph of its own. What the store says that it holds of earlier loads is not
    sent again, a load that was stopped goes on where it was, and what earlier loads brought and
    this one does not have is removed; other graphs are left alone. `endpoint` answers queries;
    writing goes to `graph_store` by the Graph Store Protocol, or to `update` by SPARQL Update,
    which is the endpoint itself where neither is given. `watch` is told the name of a file, how
    many of its triples are sent, and how many there are.

    Raises InputError and RdfSyntaxError for files that cannot be used, before anything is sent, and
    EngineError where the store refuses or does not answer.
    """
    if graph_store and update:
        raise EngineError("Give the graph store or the update address: one of the two is enough.")
    address = checked(graph_store or update or endpoint)
    target = (GraphStore if graph_store else Update)(Client(), address)
    sources = find(paths)
    known = record.read(checked(endpoint))
    wanted = {source.graph: source for source in sources}
    dropped = [entry for graph, entry in known.items() if graph not in wanted]
    pending = [source for source in sources if not _is_held(source, known)]
    # All are read before the first is sent, so that none of them breaks off in the middle.
    counts = [source.check() for source in pending]
    entries = {source.graph: _entry(source, known) for source in sources}
    ledger = _Ledger(target, [*entries.values(), *dropped])
    if pending or dropped:
        for entry in dropped:
            entry.whole = False
        ledger.write()
    for source, count in zip(pending, counts, strict=True):
        _send(target, ledger, source, entries[source.graph], count, watch)
    for entry in dropped:
        target.drop(entry.graph)
        ledger.entries.remove(entry)
    if pending or dropped:
        ledger.write()
    sent = {source.name for source in pending}
    return Uploaded(
        files=tuple(source.name for source in pending),
        triples=sum(counts),
        kept=tuple(source.name for source in sources if source.name not in sent),
        dropped=tuple(entry.name for entry in dropped),
    )


class _Ledger:
    """The graph in which a load says how far it has come."""

    def __init__(self, target: Target, entries: list[Entry]) -> None:
        self.entries = entries
        self._target = target
        self._written = 0.0

    def write(self) -> None:
        self._target.replace(LOADED, record.triples(self.entries))
        self._written = monotonic()

    def note(self) -> None:
        """Write, unless that was done a moment ago."""
        if monotonic() - self._written > _NOTED:
            self.write()


def _is_held(source: Source, known: dict[str, Entry]) -> bool:
    entry = known.get(source.graph)
    return entry is not None and entry.whole and entry.digest == source.digest


def _entry(source: Source, known: dict[str, Entry]) -> Entry:
    entry = known.get(source.graph)
    if entry is not None and entry.digest == source.digest:
        return entry
    return record.Entry(source.graph, source.name, source.digest)


def _send(
    target: Target,
    ledger: _Ledger,
    source: Source,
    entry: Entry,
    count: int,
    watch: Watch | None,
) -> None:
    # What was sent but not noted is sent again, which changes nothing.
    triples = islice(source.triples(), entry.triples, None)
    while batch := list(islice(triples, target.batch)):
        (target.add if entry.triples else target.replace)(entry.graph, batch)
        entry.triples += len(batch)
        if watch is not None:
            watch(source.name, entry.triples, count)
        ledger.note()
    entry.whole = True
