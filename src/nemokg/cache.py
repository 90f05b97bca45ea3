"""A cache on disk of what the bundled files hold, so that a cold start need not parse them.

It lies in ``$XDG_CACHE_HOME/nemokg`` (``~/.cache/nemokg``) and is keyed by the content of the
files, so it is never stale; where it cannot be written, everything works without it, slower.
"""

from __future__ import annotations

import os
from zlib import crc32

from pyoxigraph import Store, __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KEPT = 4
# The store tells of damage by a RuntimeError.
_FAILURES = (OSError, RuntimeError)


def cached(files: Sequence[str], load: Callable[[Sequence[str]], Store]) -> Store:
    """Return a read-only store of what the files hold, or what `load` makes of them.

    Raises whatever `load` raises; a failure of the cache itself is no failure.
    """
    try:
        path = os.path.join(_folder(), _key(files))
    except OSError:  # a file that cannot be read, which `load` says better
        return load(files)
    try:
        if os.path.isdir(path):
            return Store.read_only(path)
    except _FAILURES:
        _remove(path)
    store = load(files)
    try:
        _write(store, path)
    except _FAILURES:  # no place to write: the next start is slow too, and nothing else
        return store
    return store


def _folder() -> str:
    root = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(root, "nemokg")


def _key(files: Sequence[str]) -> str:
    size, checksum = 0, 0
    for file in files:
        with open(file, "rb") as stream:
            content = stream.read()
        size += len(content)
        checksum = crc32(content, checksum)
    # The layout on disk is the store's own and may change with its version.
    return f"{__version__}-{size}-{checksum:08x}"


def _write(store: Store, path: str) -> None:
    folder = os.path.dirname(path)
    part = f"{path}.{os.getpid()}"
    os.makedirs(folder, exist_ok=True)
    try:
        disk = Store(part)
        disk.bulk_extend(store)
        disk.optimize()
        del disk  # closes it
        # Another process may have been first; then its copy, which is the same, stays.
        os.rename(part, path)
    finally:
        _remove(part)
    copies = sorted(os.scandir(folder), key=lambda entry: -entry.stat().st_mtime)
    for stale in copies[KEPT:]:
        _remove(stale.path)


def _remove(path: str) -> None:
    import shutil

    shutil.rmtree(path, ignore_errors=True)
