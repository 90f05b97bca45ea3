"""What the tests of the explorer share: a server of its files, and questions to the dataset."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import re
import threading
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nemokg.rdf.results import Table
from nemokg.rdf.vocab import BASE
from nemokg.site.index import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

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
# A module runs once: importing the one that the page has started with waits for its end.
STARTED = "import(new URL('js/main.js', document.baseURI)).then(() => null)"
# What loading a page again leaves.
_SURROUNDINGS = """() => [
  innerWidth, innerHeight, {...localStorage}, {...sessionStorage},
  ...["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]
    .map((query) => matchMedia(query).matches),
]"""
# What a test can change that is no change of an element, and what it changes of these.
_STATE = """() => [
  location.href, scrollX, scrollY, document.activeElement?.id,
  ...[...document.querySelectorAll("input, select, textarea")].map((e) => [e.value, e.checked]),
]"""
_MUTATIONS = """() => {
  const mutations = [];
  new MutationObserver((records) => mutations.push(...records))
    .observe(document, {attributes: true, characterData: true, childList: true, subtree: true});
  return mutations;
}"""
# What the page announces a while after it shows it is announced.
_ANNOUNCED = """() => [...document.querySelectorAll("[id$=-seen]")].every((seen) =>
  document.getElementById(seen.id.replace("-seen", "-said")).textContent === seen.textContent)"""
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


@contextmanager
def watched(
    browser: Browser, faults: list[str], size: tuple[int, int] = WIDE, **options: object
) -> Iterator[Page]:
    """Open a page in a context of its own, and collect what goes wrong in it."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(20_000)
    listen(page, faults)
    yield page
    context.close()


def listen(page: Page, faults: list[str]) -> None:
    """Collect what goes wrong in a page."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def failed(error: Error) -> None:
        faults.append(f"error: {error}")

    def requested(request: Request) -> None:
        if foreign(request.url):
            faults.append(f"request: {request.url}")

    page.on("console", said)
    page.on("pageerror", failed)
    page.on("request", requested)


class SharedPage:
    """The explorer in a page that the tests of a file share, each of which finds it as it was.

    What a test changes beyond what loading the page again undoes fails the next test.
    """

    def __init__(self, page: Page, address: str, faults: list[str]) -> None:
        """Take a page, the address that it shall open, and the list of what goes wrong in it."""
        self._page, self._address, self._faults = page, address, faults
        self._surroundings: object = None
        self._unchanged = False

    @contextmanager
    def changing(self) -> Iterator[Page]:
        """Yield the page, loaded anew, to a test that may do with it what it wants."""
        self._load()
        self._unchanged = False
        yield self._page
        self._page.goto("about:blank")
        self._report()

    @contextmanager
    def reading(self) -> Iterator[Page]:
        """Yield the page, loaded once, to a test that fails where it leaves anything changed."""
        if not self._unchanged:
            self._load()
            self._page.wait_for_function(_ANNOUNCED)
        self._unchanged = False
        state = self._page.evaluate(_STATE)
        mutations = self._page.evaluate_handle(_MUTATIONS)
        yield self._page
        mutated = mutations.evaluate("all => all.map((each) => each.target.nodeName)")
        state_after = self._page.evaluate(_STATE)
        self._report()
        assert mutated == [], "a test that only reads has changed the page"
        assert state_after == state, "a test that only reads has changed the state of the page"
        self._unchanged = True

    def _load(self) -> None:
        self._page.mouse.move(0, 0)
        self._page.goto(self._address)
        self._page.locator("html.scripted").wait_for(state="attached")
        surroundings = self._page.evaluate(_SURROUNDINGS)
        self._surroundings = self._surroundings or surroundings
        assert surroundings == self._surroundings, "an earlier test needs a page of its own"

    def _report(self) -> None:
        faults = [*self._faults]
        self._faults.clear()
        assert faults == []


def visit(page: Page, server: Server) -> None:
    """Open the explorer in a new page, and wait until it has got all that it asks for by itself.

    The clock of the page is put forward, so that what would be asked for later is asked for now.
    """
    pending: set[Request] = set()
    page.on("request", lambda request: pending.add(request))
    page.on("requestfinished", lambda request: pending.discard(request))
    page.on("requestfailed", lambda request: pending.discard(request))
    page.clock.install()
    server.sent.clear()
    page.goto(server.url)
    assert "/js/main.js" in server.sent
    page.evaluate(STARTED)
    transferred: set[str] = set()
    while transferred != server.sent.keys():
        transferred = set(server.sent)
        page.clock.run_for(10_000)
        page.evaluate("new Promise(requestAnimationFrame)")
        if pending:
            page.wait_for_event("requestfinished", lambda _: not pending)


def served(files: Mapping[str, str | bytes]) -> Iterator[Server]:
    """Yield a server of files: compressed, and under the policy of the site."""
    sent: dict[str, int] = {}
    packed = cache(partial(gzip.compress, compresslevel=6, mtime=0))

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
                body = packed(body)
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
