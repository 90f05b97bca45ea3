"""What the tests of the server share: a server that runs, and small requests to it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from nemokg.dataset.edition import UNPUBLISHED, Edition
from nemokg.server.http.access import Access
from nemokg.server.http.app import make_application
from nemokg.server.http.files import Files
from nemokg.server.http.observe import Metrics, Observed, log
from nemokg.server.workers.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

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


class Answer(NamedTuple):
    """What an application answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class StubPool:
    """In place of the workers: it answers each job with the same bytes, and remembers the jobs."""

    lanes = ()
    ready = True

    def __init__(self) -> None:
        self.limits = Limits()
        self.jobs: list[dict[str, Any]] = []

    async def answer_query(self, client: str, job: dict[str, Any], *_: object) -> tuple[Any, bytes]:
        """Answer a query."""
        self.jobs.append(job)
        return {"status": 200, "type": "text/csv", "etag": "same", "cacheable": False}, b"x\n1\n"

    answer_claim = answer_query


def application_of(
    pool: StubPool,
    access: Access | None = None,
    files: Files | None = None,
    edition: Edition = UNPUBLISHED,
) -> Observed:
    """Return the application in this process, over a stub of the workers, without a log."""
    log.on = False
    return make_application(
        pool,  # type: ignore[arg-type]
        files or Files(),
        Metrics(),
        access or Access(),
        explorer=False,
        edition=edition,
    )


def ask(
    app: Observed, target: str, method: str = "GET", body: bytes = b"", /, **headers: str
) -> Answer:
    """Return what an application answers; underscores in the names of headers are hyphens."""
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": query.encode(),
        "client": ("192.0.2.1", 1),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }
    sent: list[MutableMapping[str, Any]] = []
    coming = [{"type": "http.request", "body": body}]

    async def receive() -> MutableMapping[str, Any]:
        if coming:
            return coming.pop()
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    (start, *parts) = sent
    named = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], named, b"".join(part.get("body", b"") for part in parts))
