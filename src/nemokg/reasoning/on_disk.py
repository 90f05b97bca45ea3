"""Writing the entailments of a store on disk to the store."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from shutil import copyfile

from pyoxigraph import BlankNode, Quad, RdfFormat, Store, Triple

from nemokg.dataset.checksums import write_checksums
from nemokg.dataset.stores import open_store
from nemokg.dataset.views import (
    asserted_store,
    copy_entailments_to_default_graph,
    entailed_graph,
    remove_entailments,
)
from nemokg.entailment.rules import ENTAILED, entailed_triples
from nemokg.files.replacing import defer_interrupts, directory_to_replace
from nemokg.reasoning.closure import Closure, predicate_counts_and_contradictions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from nemokg.entailment.rules import Conclusion
    from nemokg.reasoning.contradictions import Contradiction

_TOGETHER = 250_000  # triples; what is written while the next are computed


def write_closure(directory: str) -> Closure:
    """Write the entailments of a store on disk to its graph `graph:entailed`, emptied before.

    If its default graph held them, it does so again. The new store is written beside the old one
    and takes its place, whole or not at all; whoever has the store open goes on reading what it
    held. Raises InputError if there is no store, and OutputError if the directory cannot be
    written.

    >>> import tempfile
    >>> from nemokg.loading.bulk import make_store, files_with_ontology
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     count = make_store(files_with_ontology(), os.path.join(folder, "store"))
    ...     closure = write_closure(os.path.join(folder, "store"))
    >>> closure.consistent, closure.total > 1000
    (True, True)
    """
    source = open_store(directory, thorough=True)
    with directory_to_replace(directory) as part:
        hard_link_store(directory, part)
        judgement = _conclude(part, source)
        write_checksums(part)
    return Closure("rules", ENTAILED.value, *judgement, lambda: open_store(directory))


def hard_link_store(directory: str, empty_directory: str) -> None:
    """Hard-link the store of a directory into an empty one; the original may then be replaced.

    Its tables are never changed, so both can have them. Raises OSError if a file cannot be had.

    >>> import tempfile
    >>> from nemokg.loading.bulk import make_store, files_with_ontology
    >>> with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
    ...     count = make_store(files_with_ontology(), os.path.join(folder, "store"))
    ...     hard_link_store(os.path.join(folder, "store"), other)
    ...     len(open_store(other)) == count
    True
    """
    for name in os.listdir(directory):
        if name.startswith("LOG"):  # of what was done to the other; nothing reads it
            continue
        source, target = os.path.join(directory, name), os.path.join(empty_directory, name)
        try:
            if not name.endswith(".sst"):
                raise OSError
            os.link(source, target)
        except OSError:  # not a table, or a file system without links
            copyfile(source, target)


def _conclude(directory: str, source: Store) -> tuple[dict[str, int], tuple[Contradiction, ...]]:
    """Write the entailments to a store and check it; the files are closed when this returns."""
    store = Store(directory)
    in_default_graph = entailed_graph(source) is not None
    if in_default_graph:
        remove_entailments(store)
    store.clear_graph(ENTAILED)
    _write(store, entailed_triples(asserted_store(source)))
    judgement = predicate_counts_and_contradictions(store, ENTAILED)
    if in_default_graph:
        copy_entailments_to_default_graph(store, ENTAILED)
    return judgement


def add_entailments(directory: str) -> None:
    """Add what a store on disk entails to its default graph, and to the graph `graph:entailed`.

    The files are closed when this returns.

    >>> import tempfile
    >>> from nemokg.loading.bulk import make_store, files_with_ontology
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = os.path.join(folder, "store")
    ...     count = make_store(files_with_ontology(), place, complete=add_entailments)
    ...     len(open_store(place)) > count
    True
    """
    store = Store(directory)
    _write(store, entailed_triples(store))
    copy_entailments_to_default_graph(store, ENTAILED)


def _write(store: Store, entailed: Iterable[Conclusion]) -> None:
    """Write into the graph, on one core while another computes what to write.

    As text the triples pass into the loader at once, and it works beside Python.
    """
    unnamed: list[Quad] = []  # the loader renames blank nodes in text, those in triple terms too

    def lines() -> Iterator[str]:
        for x, name, y in entailed:
            if isinstance(x, BlankNode) or isinstance(y, BlankNode | Triple):
                unnamed.append(Quad(x, name, y, ENTAILED))
            else:
                yield f"{x} {name} {y} .\n"

    texts = lines()
    tasks: deque[Future[None]] = deque()
    with ThreadPoolExecutor(2) as pool:
        while text := "".join(islice(texts, _TOGETHER)):
            if len(tasks) == 2:  # so that memory is bounded
                tasks.popleft().result()
            with defer_interrupts():  # nobody would wait for a thread that is only just starting
                load = pool.submit(store.bulk_load, text, RdfFormat.N_TRIPLES, to_graph=ENTAILED)
                tasks.append(load)
        for task in tasks:
            task.result()
    store.bulk_extend(unnamed)
