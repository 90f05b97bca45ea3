"""The process that answers queries: it opens the store, gives up its rights, and waits for jobs."""

from __future__ import annotations

import os
import socket
import sys
from importlib import import_module

from pyoxigraph import Store

from nemokg.server.workers import confine, frames
from nemokg.server.workers.jobs import CITATIONS, answer

# What is imported late elsewhere: once nothing can be opened, nothing can be imported.
_NEEDED = ("difflib", "nemokg.queries.catalogue", "nemokg.queries.parameters")
_WARMING = ("SELECT * { ?s ?p ?o } LIMIT 1", "ASK { ?s a nmeo:Claim }")


def main(arguments: list[str]) -> None:
    """Answer jobs from the socket until it is closed."""
    kind, number, parent, path, niceness, memory, answer_limit, bundled = arguments
    confine.die_with(int(parent))
    os.nice(int(niceness))
    stream = socket.socket(fileno=int(number))
    store = Store.read_only(path)
    _import(kind, store, bundled == "1")
    confine.no_more_memory(int(memory))
    confine.no_more_descriptors()
    stream.sendall(frames.pack({"ready": True}))
    while (job := frames.receive(stream)) is not None:
        head, body = answer(store, job, int(answer_limit), bundled == "1")
        stream.sendall(frames.pack(head, body))


def _import(kind: str, store: Store, bundled: bool) -> None:
    """Import and read whatever a job of this kind may need."""
    job = {"results": "json", "graphs": "ttl"}
    if kind == "queries":
        for name in _NEEDED:
            import_module(name)
        for text in _WARMING:
            answer(store, {**job, "kind": "sparql", "text": text}, 1000, bundled)
        canned = {**job, "kind": "canned", "text": text, "name": "x", "values": {"x": "y"}}
        answer(store, canned, 1000, bundled)
        return
    from nemokg.engine.oxigraph import OxigraphEngine
    from nemokg.training.explain import claims

    names = [*claims(OxigraphEngine(store))[:1], "no-such--claim"]
    for name in names:
        answer(store, {"kind": "claim", "name": name}, 1_000_000, bundled)
        for form in CITATIONS:
            answer(store, {"kind": "cite", "name": name, "form": form}, 1_000_000, bundled)


if __name__ == "__main__":
    main(sys.argv[1:])
