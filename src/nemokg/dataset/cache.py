"""A cache on disk of what the bundled files hold, so that a cold start need not parse them.

It lies in ``$XDG_CACHE_HOME/nemokg`` (``~/.cache/nemokg``) and is keyed by the content of the
files, so it is never stale; where it cannot be used, everything works without it, slower::

    lock             held by the one process that writes
    files-CRC        the KEY of the content that files had, and their status at that time
    KEY/store/       an Oxigraph store; KEY/stamp has the size and time of each of its files
    KEY.part/        one in the making, or what a killed process left of it

Nothing is read from a folder that another user owns or could write to.
"""

from __future__ import annotations

import os
from time import time_ns
from zlib import crc32

from pyoxigraph import Store
from pyoxigraph import __version__ as store_version

from nemokg._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO

KEPT = 4
# A file that changes twice within a tick of the clock keeps its time: younger ones are read again.
_SETTLED = 2_000_000_000
_PART = ".part"


def cached(files: Sequence[str], load: Callable[[Sequence[str]], Store]) -> Callable[[], Store]:
    """Return what opens a store of what the files hold: in the cache, then read-only, or by `load`.

    Raises whatever `load` raises; a failure of the cache itself is no failure. The first process
    that finds no usable copy writes one for the others.
    """
    folder = _folder()
    if folder is None:
        return _loaded(load(files))
    try:
        status, changed = _status(files)
        index = os.path.join(folder, f"files-{crc32(repr(files).encode()):08x}")
        key = _indexed(index, status)
        path = os.path.join(folder, key or _content_key(files))
    except OSError:  # a file is unreadable, which `load` has the words for
        return _loaded(load(files))
    store = None if _sound(path) else load(files)
    if store is not None or key is None:
        settled = changed + _SETTLED < time_ns()
        try:
            with _locked(folder):
                if store is not None and not _sound(path):
                    _write(store, path, files)
                if settled:
                    _replace(index, f"{os.path.basename(path)}\n{status}")
                _tidy(folder, path)
        except (OSError, ImportError):  # no place, another process at it, or no locks here
            pass
    if store is not None:
        return _loaded(store)

    def open_() -> Store:
        try:
            return Store.read_only(os.path.join(path, "store"))
        except (OSError, RuntimeError):  # removed since, damaged, or too many open files here
            return load(files)

    return open_


def _loaded(store: Store) -> Callable[[], Store]:
    return lambda: store


def _folder() -> str | None:
    """Return the folder of the cache, which may be missing, or None where it must not be used."""
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
    own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    # A directory (so no symbolic link) that neither its group nor others can write to.
    return folder if own and status.st_mode & 0o170022 == 0o040000 else None


def _status(files: Sequence[str]) -> tuple[str, int]:
    """Return what the file system says of the files, and when one of them last changed."""
    lines, changed = [], 0
    for file in files:
        status = os.stat(file)
        times = status.st_mtime_ns, status.st_ctime_ns
        changed = max(changed, *times)
        lines.append(f"{file} {status.st_size} {times} {status.st_dev} {status.st_ino}")
    return "\n".join(lines), changed


def _indexed(index: str, status: str) -> str | None:
    """Return the key of the content that files of this status had, where it is known."""
    try:
        with open(index, encoding="utf-8") as stream:
            key, _, seen = stream.read().partition("\n")
    except (OSError, ValueError):  # ValueError: not UTF-8
        return None
    return key if seen == status else None


def _content_key(files: Sequence[str]) -> str:
    from hashlib import sha256

    digest = sha256()
    for file in files:
        with open(file, "rb") as stream:
            content = stream.read()
        digest.update(b"%d\n" % len(content) + content)
    # The layout on disk is the store's own and may change with its version.
    return f"{__version__}-{store_version}-{digest.hexdigest()}"


def _sound(path: str) -> bool:
    """Whether the store in the cache is there, whole and as it was written."""
    try:
        with open(os.path.join(path, "stamp"), encoding="utf-8") as stream:
            return stream.read() == _stamp(path)
    except (OSError, ValueError):
        return False


def _stamp(path: str) -> str:
    with os.scandir(os.path.join(path, "store")) as entries:
        files = sorted((entry.name, entry.stat()) for entry in entries)
    return "".join(f"{name} {stat.st_size} {stat.st_mtime_ns}\n" for name, stat in files)


def _locked(folder: str) -> IO[str]:
    """Return the lock of the folder, held until it is closed or this process ends, however it ends.

    Raises OSError where another process holds it.
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


def _write(store: Store, path: str, files: Sequence[str]) -> None:
    """Put a store into the cache; not where the files have changed since the path was named."""
    part = path + _PART
    try:
        _remove(part)
        os.mkdir(part, 0o700)
        disk = Store(os.path.join(part, "store"))
        disk.bulk_extend(store)
        del disk  # closes it
        with open(os.path.join(part, "stamp"), "w", encoding="utf-8") as stream:
            stream.write(_stamp(part))
        if _content_key(files) == os.path.basename(path):
            _remove(path)  # what is there is broken
            os.rename(part, path)
    finally:
        _remove(part)


def _replace(path: str, text: str) -> None:
    with open(path + _PART, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(path + _PART, path)


def _tidy(folder: str, used: str) -> None:
    """Remove what killed processes left, and all but the newest copies and indexes."""
    indexes, copies = [], []
    for entry in os.scandir(folder):
        if entry.name.endswith(_PART):
            _remove(entry.path)
        elif entry.name.startswith("files-"):
            indexes.append(entry)
        elif entry.name != "lock" and entry.path != used:
            copies.append(entry)
    for entries in (indexes, copies):
        entries.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime_ns)
        for stale in entries[: -KEPT + 1]:
            _remove(stale.path)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        from shutil import rmtree

        rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.remove(path)
