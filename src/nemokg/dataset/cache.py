"""A cache on disk of the contents of the bundled files, so that a cold start need not parse them.

It lies in ``$XDG_CACHE_HOME/nemokg`` (``~/.cache/nemokg``); where it cannot be used, everything
works without it, slower::

    lock             locked by the one process that writes
    KEY/store/       an Oxigraph store and the CHECKSUMS of its files
    KEY/source       what it was made from; KEY is the CRC-32 of that
    KEY.part/        one in the making, or what a killed process left of it

A store is made from the files as they were read, the code that reads them and the version of the
store's library. It is used where all of that is the same, byte by byte; times of files play no
part. Nothing is read from a folder that another user owns or could write to.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32

from pyoxigraph import Store
from pyoxigraph import __version__ as library_version

from nemokg.dataset.checksums import describe_damage, write_checksums
from nemokg.dataset.reading import read_bytes, store_of_contents
from nemokg.dataset.stores import open_read_only
from nemokg.errors import CacheWarning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

# The modules that decide what a cached store holds; a test compares them with what is imported.
MAKERS = (
    "nemokg.characters",
    "nemokg.dataset.cache",
    "nemokg.dataset.checksums",
    "nemokg.dataset.datatypes",
    "nemokg.dataset.reading",
    "nemokg.dataset.sources",
    "nemokg.dataset.stores",
    "nemokg.errors",
    "nemokg.files.resources",
    "nemokg.rdf.media_types",
)
COPIES = 8
_PART = ".part"


def cached_store(files: Sequence[str]) -> Store:
    """Return a store of the contents of the files: read-only from the cache, or in memory.

    The first process that finds no sound copy writes one for the others. Raises what
    `nemokg.dataset.reading.store_of_files` does; a failure of the cache itself is no failure.
    """
    contents = [read_bytes(file) for file in files]
    folder = _folder()
    source = folder and _source(files, contents)
    if not folder or not source:
        return store_of_contents(zip(files, contents, strict=True))
    path = os.path.join(folder, _key(source))
    if _is_sound(path, source):
        try:
            return open_read_only(os.path.join(path, "store"))
        except (OSError, RuntimeError):  # removed since, or too many open files here
            pass
    store = store_of_contents(zip(files, contents, strict=True))
    try:
        with _locked(folder):
            if not _is_sound(path, source):
                _write(store, source, path)
            _tidy(folder, path)
    except (OSError, RuntimeError, ImportError):  # no place, another process at it, no locks here
        pass
    return store


def _folder() -> str | None:
    """Return the folder of the cache, which may be missing, or None if it must not be used."""
    root = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(root):
        root = os.path.join(os.path.expanduser("~"), ".cache")
    folder = os.path.join(root, "nemokg")
    if not os.path.isabs(folder):  # there is no home
        return None
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return folder
    except OSError:
        return None
    if status.st_mode & 0o170000 != 0o040000:
        problem = "it is a link or a file"
    elif hasattr(os, "getuid") and status.st_uid != os.getuid():
        problem = "it belongs to another user"
    elif status.st_mode & 0o022:
        problem = "others can write to it"
    else:
        return folder
    from warnings import warn

    warn(
        f"{folder}: the cache is not used, since {problem}; remove it, or set XDG_CACHE_HOME to a"
        " folder of your own.",
        CacheWarning,
        stacklevel=2,
    )
    return None


def _source(files: Sequence[str], contents: Sequence[bytes]) -> list[bytes] | None:
    """Return the parts that a store is made from, or None if the code cannot be read."""
    try:
        code = [_read(str(sys.modules[module].__file__)) for module in MAKERS]
    except OSError:  # imported from an archive
        return None
    parts = [library_version.encode(), *map(os.fsencode, files), *code, *contents]
    # The sizes say where each part begins, so that other parts do not look the same in a row.
    return [repr([len(part) for part in parts]).encode(), *parts]


def _key(source: Sequence[bytes]) -> str:
    key = 0
    for part in source:
        key = crc32(part, key)
    return f"{key:08x}"


def _read(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def _is_sound(path: str, source: Sequence[bytes]) -> bool:
    """Whether the store in the cache was made from the source and is as it was written."""
    try:
        recorded, place = _read(os.path.join(path, "source")), 0
    except OSError:
        return False
    for part in source:  # joining them would take longer than comparing them
        if not recorded.startswith(part, place):
            return False
        place += len(part)
    return (
        place == len(recorded)
        and describe_damage(os.path.join(path, "store"), thorough=True) is None
    )


def _locked(folder: str) -> IO[str]:
    """Return the lock of the folder, held until it is closed or this process ends, however it ends.

    Raises OSError if another process holds it.
    """
    import fcntl

    os.makedirs(folder, mode=0o700, exist_ok=True)
    lock = open(os.path.join(folder, "lock"), "w", encoding="utf-8")  # noqa: SIM115 - the caller closes
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise
    return lock


def _write(store: Store, source: Sequence[bytes], path: str) -> None:
    """Put a store into the cache, if it can be read back unchanged."""
    part = path + _PART
    try:
        _remove(part)
        os.mkdir(part, 0o700)
        directory = os.path.join(part, "store")
        disk = Store(directory)
        disk.bulk_extend(store)
        del disk  # closes it
        write_checksums(directory)
        with open(os.path.join(part, "source"), "wb") as stream:
            stream.writelines(source)
        if set(Store.read_only(directory)) == set(store):
            _remove(path)  # what is there is damaged
            os.rename(part, path)
    finally:
        _remove(part)


def _tidy(folder: str, used: str) -> None:
    """Remove what killed processes left behind, and all but the newest copies."""
    copies = []
    for entry in os.scandir(folder):
        if entry.name.endswith(_PART):
            _remove(entry.path)
        elif entry.name != "lock" and entry.path != used:
            copies.append(entry)
    copies.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime_ns)
    for stale in copies[: 1 - COPIES]:
        _remove(stale.path)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        from shutil import rmtree

        rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.remove(path)
