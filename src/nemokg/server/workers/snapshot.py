"""A snapshot of the data when the server starts: a store on disk, which all workers read."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from shutil import rmtree

from pyoxigraph import Store

from nemokg.dataset.layers import Layer
from nemokg.dataset.opening import Dataset
from nemokg.errors import InputError, OutputError
from nemokg.loading.bulk import fill_store

_PREFIX = "nemokg-serve-"
_ATTEMPTS = 5


class Folder:
    """A directory for the files of this server, gone when it ends.

    One that was killed cannot remove its own: the next server does.
    """

    def __init__(self, root: str) -> None:
        _tidy(root)
        while True:
            self.path = tempfile.mkdtemp(prefix=_PREFIX, dir=root)
            # Until it is locked, another server that starts takes it for one left behind.
            try:
                self._lock = os.open(self.path, os.O_RDONLY)
            except FileNotFoundError:
                continue
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            if os.path.isdir(self.path):
                break
            os.close(self._lock)

    def remove(self) -> None:
        """Remove the directory."""
        rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def _tidy(root: str) -> None:
    """Remove the directories of servers that are no more."""
    for entry in os.scandir(root):
        if not entry.name.startswith(_PREFIX) or entry.is_symlink():
            continue
        try:
            if entry.stat().st_uid != os.getuid():
                continue
            lock = os.open(entry.path, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            rmtree(entry.path, ignore_errors=True)
        except OSError:  # its server lives
            pass
        finally:
            os.close(lock)


def temporary_folder() -> Folder:
    """Return a folder where the system has temporary files; OutputError where none can be made."""
    try:
        return Folder(tempfile.gettempdir())
    except OSError as error:
        raise OutputError(
            f"No temporary directory can be written ({error.strerror or error}); set TMPDIR to one"
            " that can."
        ) from error


def folder_beside(store: str) -> Folder:
    """Return a folder beside a store, where its files can be linked to, or a temporary one."""
    try:
        return Folder(os.path.dirname(os.path.realpath(store)))
    except OSError:  # nothing can be written there
        return temporary_folder()


def copy_store(store: str, directory: str) -> None:
    """Make a directory that holds a store as it is now, even if another takes its place meanwhile.

    Raises InputError if the store is there no more.
    """
    from nemokg.reasoning.on_disk import hard_link_store

    for _ in range(_ATTEMPTS):
        try:
            before = os.stat(store).st_ino
            os.mkdir(directory)
            hard_link_store(store, directory)
            if os.stat(store).st_ino == before:
                return
        except OSError as error:
            problem = error.strerror or str(error)
        else:
            problem = "it is being replaced"
        rmtree(directory, ignore_errors=True)
    raise InputError(f"{store}: the store cannot be read ({problem}); is it being written?")


def write_snapshot(dataset: Dataset, directory: str) -> None:
    """Write a dataset to a store on disk, as `nemokg load` makes one of its files.

    The default graph has everything. Graphs that files name are there besides, by their names, so
    that a request can choose among them; views have none of them. Raises
    InputError and RdfSyntaxError where a file cannot be read, OutputError where the store cannot be
    written.
    """
    files = () if dataset.bundled or dataset.stated or dataset.entailed else dataset.files
    source = None if files else dataset.store
    try:
        store = Store(directory)
        if source is None:
            fill_store(store, files)
        else:
            store.bulk_extend(source)
        store.flush()
    except OSError as error:
        raise OutputError(
            f"{os.path.dirname(directory)}: the copy of the data cannot be written"
            f" ({error.strerror or error}); set TMPDIR to a directory with more room."
        ) from error


def dataset_description(dataset: Dataset) -> str:
    """Return what is known of a dataset besides its triples, for a process that serves it."""
    below = dataset.layers[:-1] if dataset.has_own_part else ()
    layers = [(layer.kind, layer.files if layer in below else ()) for layer in dataset.layers]
    return json.dumps([layers, dataset.stated, dataset.part, dataset.entailed])


def open_snapshot(directory: str, description: str) -> Dataset:
    """Return the dataset whose triples lie in a store, as it is described.

    >>> from nemokg.dataset.opening import open_dataset
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Store(folder).flush()
    ...     open_snapshot(folder, dataset_description(open_dataset())).bundled
    True
    """
    layers, stated, part, entailed = json.loads(description)
    return Dataset(
        Store.read_only(directory),
        [Layer(kind, files=tuple(files)) for kind, files in layers],
        stated=stated,
        part=part,
        entailed=entailed,
        on_disk=True,
    )
