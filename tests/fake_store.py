"""A SPARQL endpoint in a thread, over a small store, that misbehaves as it is told."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROWS = "application/sparql-results+json"


class Request(NamedTuple):
    """What came: the path, the headers, and the fields of the form."""

    path: str
    headers: dict[str, str]
    form: dict[str, list[str]]


class Answer(NamedTuple):
    """What to send instead of an answer to the query: no code stands for a connection reset."""

    code: int | None
    body: bytes = b""
    headers: Mapping[str, str] = MappingProxyType({})


class FakeStore:
    """The endpoint: `script` is what it sends first, `cap` the most rows that it sends.

    What the expression `ignored` finds in a query is as if it were not there.
    """

    def __init__(self) -> None:
        self.store = Store()
        self.url = ""
        self.requests: list[Request] = []
        self.script: list[Answer] = []
        self.cap: int | None = None
        self.ignored = "(?!)"
        self.headers: dict[str, str] = {}
        self.gate: Callable[[Request], Answer | None] = lambda request: None

    def answer(self, request: Request) -> Answer:
        """Return what to send."""
        refused = self.gate(request)
        if refused is not None:
            return refused
        if self.script:
            return self.script.pop(0)
        named = request.form.get("default-graph-uri", ())
        graphs: list[NamedNode | BlankNode | DefaultGraph] = [*map(NamedNode, named)]
        text = re.sub(self.ignored, "", request.form["query"][0])
        result = self.store.query(text, default_graph=graphs or None)
        if isinstance(result, QueryTriples):
            body = result.serialize(format=RdfFormat.N_TRIPLES)
            return Answer(200, body or b"", {"Content-Type": "application/n-triples"})
        body = result.serialize(format=QueryResultsFormat.JSON) or b""
        if self.cap is not None:
            document = json.loads(body)
            rows = document["results"]["bindings"]
            if len(rows) > self.cap:
                document["results"]["bindings"] = rows[: self.cap]
                body = json.dumps(document).encode()
        return Answer(200, body, {"Content-Type": ROWS, **self.headers})


@contextmanager
def fake_store() -> Iterator[FakeStore]:
    """Run an endpoint over an empty store."""
    fake = FakeStore()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(size).decode())
            request = Request(self.path, dict(self.headers.items()), form)
            fake.requests.append(request)
            answer = fake.answer(request)
            if answer.code is None:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(answer.code)
            length = {"Content-Length": str(len(answer.body)), "Connection": "close"}
            for name, value in {**length, **answer.headers}.items():
                self.send_header(name, value)
            with suppress(OSError):  # who has waited too long is gone
                self.end_headers()
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
