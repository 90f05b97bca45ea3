"""What the tests of the explorer share: a server of its files, and questions to the dataset."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nemokg.rdf.results import Table
from nemokg.rdf.vocab import BASE
from nemokg.site.index import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE, PHONE = (1440, 900), (390, 844)
_TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".ttl": "text/turtle"}
_COMPRESSED = (".html", ".js", ".css", ".json", ".ttl", ".svg", ".wasm", ".jsonld")


KINDS = (
    "model", "claim", "algorithm", "dataset", "source", "evidence", "conflict", "stage", "round",
    "quantity", "equation", "pipeline", "benchmark", "result",
)  # fmt: skip


class Server(NamedTuple):
    """A site that is served: its address, and how many bytes went over the wire for each path."""

    url: str
    sent: dict[str, int]


def resources(kg: KnowledgeGraph) -> list[str]:
    """Return all subjects of the dataset that are neither of the ontology nor of the web."""
    rows = kg.engine.select("SELECT DISTINCT ?s { ?s ?p ?o FILTER(isIRI(?s)) } ORDER BY ?s")
    pattern = re.compile(re.escape(BASE) + "[a-z]+/[A-Za-z0-9-]+")
    return [str(s) for s in rows.column("s") if pattern.fullmatch(str(s))]


def of_kind(kg: KnowledgeGraph, kind: str) -> str:
    """Return the first resource of a kind."""
    return next(iri for iri in resources(kg) if iri.startswith(f"{BASE}{kind}/"))


def records(kg: KnowledgeGraph, name: str) -> list[dict[str, str | int | float | bool | None]]:
    """Return the rows of a canned query."""
    answer = kg.query(name)
    assert isinstance(answer, Table)
    return list(answer.records())


def count(kg: KnowledgeGraph, pattern: str) -> int:
    """Return how many ?x match a pattern, in words of SPARQL."""
    prologue = (
        "PREFIX nemo: <https://w3id.org/nemokg/ontology#>"
        " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " PREFIX owl: <http://www.w3.org/2002/07/owl#>"
        " PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
    )
    table = kg.engine.select(f"{prologue} SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
    return int(str(table.column("n")[0]))


def foreign(url: str) -> bool:
    """Return whether a request leaves the machine."""
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:", "about:"))


def visit(page: Page, server: Server) -> None:
    """Open the explorer, and wait until it shows the picture and asked for nothing for a second.

    Playwright has networkidle for this, which at times never comes though all requests have ended.
    """
    server.sent.clear()
    page.goto(server.url)
    page.locator("#graph-canvas svg").wait_for()
    sent: dict[str, int] = {}
    while sent != server.sent:
        sent = dict(server.sent)
        page.wait_for_timeout(1000)


def served(files: Mapping[str, str | bytes]) -> Iterator[Server]:
    """Yield a server of files: compressed, and under the policy of the site."""
    sent: dict[str, int] = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.partition("?")[0].strip("/") or "index.html"
            content = files.get(name)
            body = content.encode() if isinstance(content, str) else content or b""
            self.send_response(200 if content is not None else 404)
            suffix = Path(name).suffix
            kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0]
            self.send_header("Content-Type", f"{kind or 'text/plain'}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            if suffix in _COMPRESSED:
                body = gzip.compress(body, 6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            sent[self.path] = len(body)
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing: the tests look at what the page says."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield Server(f"http://127.0.0.1:{running.server_address[1]}/", sent)
        running.shutdown()
        thread.join()
