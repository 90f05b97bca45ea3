"""Creating a store on disk from files of any size, in constant memory."""

from __future__ import annotations

import io
import os
import re
from contextlib import contextmanager

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from nemokg.dataset import reading
from nemokg.dataset.checksums import write_checksums
from nemokg.dataset.datatypes import warn_of_replaced_datatype
from nemokg.dataset.layers import file_layers, files_of_layers
from nemokg.dataset.sources import DEFAULT_OPTIONS, STDIN, ReadOptions, base_iri
from nemokg.dataset.views import count_asserted_triples
from nemokg.errors import InputError, OutputError
from nemokg.files.replacing import directory_to_replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import IO

    Watch = Callable[[int], None]

# How the store names its files. What holds others was not made by it and is not replaced.
_OWN = re.compile(
    r"\d+\.(?:sst|log)|CURRENT|IDENTITY|LOCK|LOG(?:\.old\.\d+)?|CHECKSUMS|(?:MANIFEST|OPTIONS)-\d+"
)
_DEFAULT = DefaultGraph()
_CHUNK = 1 << 20
LARGE = 16 * _CHUNK
# A lookup asks each table of an order, and there is one for each million triples loaded. With more
# than these in the four orders, merging them takes less time than one large query would lose.
SCATTERED = 24


def files_with_ontology(
    paths: Sequence[str] = (), options: ReadOptions = DEFAULT_OPTIONS, with_bundled: bool = False
) -> list[str]:
    """Return the files that a store is made of: those of all layers, the lowest first.

    Without paths, the bundled data. Raises InputError as `nemokg.dataset.layers.file_layers` does.

    >>> all(os.path.exists(file) for file in files_with_ontology())
    True
    """
    layers = file_layers(paths, with_bundled=with_bundled, options=options)
    return list(files_of_layers(layers))


def make_store(
    files: Sequence[str],
    target: str,
    report_progress: Watch | None = None,
    complete: Callable[[str], None] | None = None,
) -> int:
    """Create a store on disk from the contents of files and return the number of its triples.

    All triples come into the default graph, and those of graphs that the files name into these too.
    The store is written beside the target and then takes its place, so that a failure leaves what
    was there. `report_progress` is told how many bytes were read, again and again; `complete` is
    given the directory of the store, to add to it what its triples entail.

    Raises InputError and RdfSyntaxError as `nemokg.dataset.reading.store_of_files` does, and
    OutputError if the target holds anything but a store or cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     count = make_store(files_with_ontology(), os.path.join(folder, "store"))
    >>> count > 1000
    True
    """
    check_store_target(target)
    with directory_to_replace(target) as part:
        count = _make(part, files, report_progress)
        if complete is not None:
            complete(part)
        write_checksums(part)
    return count


def check_store_target(target: str) -> None:
    """Raise OutputError if the target must not be replaced by a store."""
    if os.path.isdir(target):
        foreign = sorted(name for name in os.listdir(target) if not _OWN.fullmatch(name))
        if foreign:
            raise OutputError(
                f"{target}: it holds {foreign[0]}, which is no part of a store; choose an empty"
                " directory or one that holds a store."
            )
    elif os.path.lexists(target):
        raise OutputError(f"{target}: not a directory; choose another name for the store.")


def fill_store(store: Store, files: Sequence[str], report_progress: Watch | None = None) -> None:
    """Load files into a store: the small ones together, since each load makes files of its own.

    All triples come into the default graph, and those of graphs that the files name into these too.
    Raises InputError and RdfSyntaxError as `nemokg.dataset.reading.store_of_files` does.
    """
    large = [file for file in files if _is_large(file)]
    small = (file for file in files if file not in large)
    store.bulk_extend(default_graph_quads(small, report_progress, also_named_graphs=True))
    for file in large:  # no triple of theirs passes through Python
        with _opened(file, report_progress) as stream:
            store.bulk_load(stream, reading.file_format(file), base_iri=base_iri(file))
    for file in files:
        _warn_of_replaced_datatype(file)


def default_graph_quads(
    files: Iterable[str], report_progress: Watch | None = None, also_named_graphs: bool = False
) -> Iterator[Quad]:
    """Yield the triples of files, one file after the other, as quads of the default graph.

    With `also_named_graphs`, those of named graphs come a second time, as quads of these.
    """
    for file in files:
        rdf_format = reading.file_format(file)
        empty = True
        for quad in _quads(file, report_progress):
            empty = False
            if rdf_format.supports_datasets:
                yield Quad(quad.subject, quad.predicate, quad.object)
                if not also_named_graphs or quad.graph_name == _DEFAULT:
                    continue
            yield quad
        if empty:
            reading.warn_or_refuse_empty(file)


def _quads(file: str, watch: Watch | None) -> Iterator[Quad]:
    rdf_format, base = reading.file_format(file), base_iri(file)
    if file == STDIN or (rdf_format == RdfFormat.JSON_LD and file_size(file) < LARGE):
        yield from reading.file_quads(file)
        if watch is not None:
            watch(file_size(file))
        return
    with _opened(file, watch) as stream:
        yield from parse(stream, rdf_format, base_iri=base, rename_blank_nodes=True)


def _warn_of_replaced_datatype(file: str) -> None:
    if file == STDIN:
        warn_of_replaced_datatype(file, reading.read_standard_input(), reading.file_format(file))
        return
    with _opened(file, None) as stream:
        warn_of_replaced_datatype(file, stream, reading.file_format(file))


def file_size(file: str) -> int:
    """Return the size of a file in bytes, or of what comes from standard input."""
    return len(reading.read_standard_input()) if file == STDIN else os.path.getsize(file)


def _make(directory: str, files: Sequence[str], watch: Watch | None) -> int:
    """Make the store and return the number of its triples; its files are closed by then."""
    store = Store(directory)
    fill_store(store, files, watch)
    if sum(name.endswith(".sst") for name in os.listdir(directory)) > SCATTERED:
        store.optimize()
    return count_asserted_triples(store)


def _is_large(file: str) -> bool:
    """Whether a file is worth a load of its own, which cannot fold named graphs."""
    if file == STDIN or reading.file_format(file).supports_datasets:
        return False
    return os.path.getsize(file) >= LARGE


@contextmanager
def _opened(file: str, watch: Watch | None) -> Iterator[IO[bytes]]:
    """Open a file to be parsed, and blame the file for what goes wrong."""
    with reading.Blamed(file):
        try:
            # mypy knows only readers of files that are no subclass.
            with (
                io.BufferedReader(_Watched(file, watch), _CHUNK) as raw,  # type: ignore[type-var]
                reading.decompressed_stream(file, raw) as unpacked,
                reading.utf8_stream(file, unpacked) as stream,
            ):
                yield stream
        except (InputError, SyntaxError, MemoryError):
            raise
        except Exception as error:  # what unpacks has errors of its own
            if type(error) is OSError and error.errno is None:  # that is how the store's own look
                raise
            raise reading.unreadable_file_error(file, error) from error


class _Watched(io.FileIO):
    """A file that tells how many bytes are read from it."""

    def __init__(self, file: str, watch: Watch | None) -> None:
        super().__init__(file)
        self._watch = watch

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        count = super().readinto(buffer)
        if self._watch is not None:
            self._watch(count)
        return count
