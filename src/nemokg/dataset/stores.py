"""Stores: those on disk, which `nemokg load` makes and every command can open, and their size."""

from __future__ import annotations

import os

from pyoxigraph import Store

from nemokg.errors import InputError

# The file in which a store says what its state is; there is none without it.
_MARK = "CURRENT"


def open_store(path: str) -> Store:
    """Open a store on disk for reading.

    Raises InputError where the directory is missing, holds no store, or a broken one.

    >>> open_store("no-such-directory")
    Traceback (most recent call last):
    nemokg.errors.InputError: no-such-directory: no such directory; make a store there with \
`nemokg load --store no-such-directory`.
    """
    make = f"`nemokg load --store {path}`"
    if not os.path.isdir(path):
        problem = "not a directory" if os.path.exists(path) else "no such directory"
        raise InputError(f"{path}: {problem}; make a store there with {make}.")
    if not os.path.exists(os.path.join(path, _MARK)):
        raise InputError(
            f"{path}: the directory holds no store; make one with `nemokg load --store DIR`."
        )
    try:
        return Store.read_only(path)
    except (OSError, RuntimeError) as error:
        raise InputError(
            f"{path}: the store cannot be read ({error}); make it again with {make}."
        ) from error


def size(store: Store) -> int:
    """Return the number of triples that are asserted: what follows has a graph of its own.

    >>> from pyoxigraph import RdfFormat
    >>> store = Store()
    >>> store.load("GRAPH <urn:g> { <urn:a> <urn:b> 1 } <urn:a> <urn:b> 2 .", RdfFormat.TRIG)
    >>> size(store)
    1
    """
    named = (store.quads_for_pattern(None, None, None, graph) for graph in store.named_graphs())
    return len(store) - sum(1 for quads in named for _ in quads)
