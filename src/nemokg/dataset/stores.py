"""Stores: those on disk, which `nemokg load` makes and every command can open."""

from __future__ import annotations

import os

from pyoxigraph import Store

from nemokg.dataset.checksums import CHECKSUMS, describe_damage
from nemokg.errors import InputError


def open_store(path: str, thorough: bool = False) -> Store:
    """Open a store on disk for reading, if its files are as they were when it was made.

    `thorough` reads all of them for that, however large they are. Raises InputError if the
    directory is missing, holds no store of `nemokg load`, or a damaged one.

    >>> open_store("no-such-directory")
    Traceback (most recent call last):
    nemokg.errors.InputError: no-such-directory: no such directory; make a store there with \
`nemokg load --store no-such-directory`.
    """
    make = f"`nemokg load --store {path}`"
    if not os.path.isdir(path):
        problem = "not a directory" if os.path.exists(path) else "no such directory"
        raise InputError(f"{path}: {problem}; make a store there with {make}.")
    if not os.path.exists(os.path.join(path, CHECKSUMS)):
        raise InputError(
            f"{path}: the directory holds no store of `nemokg load`, or one without its"
            f" {CHECKSUMS}; make one with `nemokg load --store DIR`."
        )
    if damaged := describe_damage(path, thorough):
        raise InputError(f"{path}: the store is damaged ({damaged}); make it again with {make}.")
    try:
        return open_read_only(path)
    except (OSError, RuntimeError) as error:
        raise InputError(
            f"{path}: the store cannot be read ({error}); make it again with {make}."
        ) from error


def open_read_only(path: str) -> Store:
    """Open a store whose files are known to be sound. Raises OSError or RuntimeError as it does.

    The library starts and ends 180 threads for that. On one processor, where none of them disturbs
    another by giving back its memory, that takes little more than half as long.
    """
    try:
        processors = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {sorted(processors)[os.getpid() % len(processors)]})
    except (AttributeError, OSError):  # not on every system, nor always allowed
        return Store.read_only(path)
    try:
        return Store.read_only(path)
    finally:
        os.sched_setaffinity(0, processors)
