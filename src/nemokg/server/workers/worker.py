"""The process that runs queries: it opens the store, gives up its rights, and waits for jobs."""

from __future__ import annotations

import os
import socket
import sys
from importlib import import_module

from nemokg.dataset.opening import Dataset
from nemokg.rdf.vocab import BASE
from nemokg.server.workers import confine, frames, snapshot
from nemokg.server.workers.jobs import CITATIONS, answer_job

# What is imported late elsewhere: once nothing can be opened, nothing can be imported.
_NEEDED = ("difflib", "nemokg.queries.catalogue", "nemokg.queries.parameters")
_WARMING = ("SELECT * { ?s ?p ?o } LIMIT 1", "ASK { ?s a nmeo:Claim }")


def main(arguments: list[str]) -> None:
    """Answer jobs from the socket until it is closed."""
    kind, number, parent, path, niceness, memory, answer_limit, described = arguments
    confine.die_with_parent(int(parent))
    os.nice(int(niceness))
    stream = socket.socket(fileno=int(number))
    dataset = snapshot.open_snapshot(path, described)
    _import(kind, dataset)
    confine.limit_additional_memory(int(memory))
    confine.forbid_new_descriptors()
    stream.sendall(frames.pack_frame({"ready": True}))
    while (job := frames.receive_frame(stream)) is not None:
        head, body = answer_job(dataset, job, int(answer_limit))
        stream.sendall(frames.pack_frame(head, body))


def _import(kind: str, dataset: Dataset) -> None:
    """Import and read whatever a job of this kind may need."""
    job = {"results": "json", "graphs": "ttl"}
    if kind == "queries":
        for name in _NEEDED:
            import_module(name)
        for text in _WARMING:
            answer_job(dataset, {**job, "kind": "sparql", "text": text}, 1000)
        canned = {**job, "kind": "canned", "text": text, "name": "x", "values": {"x": "y"}}
        answer_job(dataset, canned, 1000)
        return
    from nemokg.training.explain import all_claim_iris

    names = [*all_claim_iris(dataset.engine)[:1], "no-such--claim"]
    dataset.edition_of(BASE)  # reads the shared data
    for name in names:
        answer_job(dataset, {"kind": "claim", "name": name}, 1_000_000)
        for form in CITATIONS:
            answer_job(dataset, {"kind": "cite", "name": name, "form": form}, 1_000_000)


if __name__ == "__main__":
    main(sys.argv[1:])
