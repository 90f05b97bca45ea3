"""What the tests of the server share: a server that runs, and small requests to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

SELECT = "application/sparql-results+json"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Running(NamedTuple):
    """A server: where it is, its process, and a client for it."""

    url: str
    process: subprocess.Popen[str]
    client: httpx.Client

    def ask(self, query: str, **headers: str) -> httpx.Response:
        """Return the answer to a query."""
        return self.client.get("/sparql", params={"query": query}, headers=headers)

    def children(self) -> list[int]:
        """Return the processes that it started and that live."""
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(path, encoding="ascii") as file:
            return [int(each) for each in file.read().split() if alive(int(each))]


def alive(pid: int) -> bool:
    """Return whether a process is there and no zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@contextmanager
def serving(*arguments: str, source: str = "127.0.0.1") -> Iterator[Running]:
    """Run `nemokg serve` at a free port, and end it."""
    command = [sys.executable, "-m", "nemokg", "serve", "--port", "0", "--quiet", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    try:
        with client(url, source) as http:
            yield Running(url, process, http)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        finally:
            process.kill()
            process.stdout.close()


def client(url: str, source: str) -> httpx.Client:
    """Return a client that comes from an address of its own."""
    transport = httpx.HTTPTransport(local_address=source)
    return httpx.Client(base_url=url, transport=transport, timeout=30)
