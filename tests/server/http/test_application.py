"""The application over a stub of the workers: what it is asked for, and what it says to whom."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import mimeparse
import pytest
from served import Answer, StubPool, application_of, ask

from nemokg.server.http import negotiation, protocol
from nemokg.server.http.access import Access
from nemokg.server.http.files import Files
from nemokg.server.http.prepared import Prepared
from nemokg.server.refusal import Refusal

if TYPE_CHECKING:
    from nemokg.server.http.observe import Observed

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
QUERY = "/sparql?query=ASK%20%7B%7D"


@pytest.fixture(scope="module")
def pool() -> StubPool:
    """Return a stub in place of the workers."""
    return StubPool()


@pytest.fixture(scope="module")
def app(pool: StubPool) -> Observed:
    """Return an application that is open to everybody."""
    return application_of(pool)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, pool: StubPool) -> Observed:
    """Return an application that serves a file of a hundred bytes."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "a.txt").write_bytes(bytes(range(100)))
    files = Files()
    files.add_folder(str(folder))
    return application_of(pool, files=files)


def test_what_is_the_same_for_everybody_is_made_once(
    pool: StubPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes of the description of the API and of the list of queries are made at the start."""
    made = []
    of_json = Prepared.of_json

    def counted(value: object) -> Prepared:
        made.append(value)
        return of_json(value)

    monkeypatch.setattr(Prepared, "of_json", counted)
    app = application_of(pool)
    for number in range(20):
        for path in ("/api/openapi.json", "/api/queries"):
            host = f"host-{number}.example"
            assert ask(app, path, host=host).status == 200
            assert ask(app, path, host=host, accept_encoding="gzip").status == 200
    assert len(made) == 2


@pytest.mark.parametrize(
    "target", ["/ontology", "/model/x", "/", "/sparql", QUERY, "/api/queries/edges", "/nothing"]
)
def test_of_a_long_accept_header_little_is_read(
    app: Observed, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever an Accept header chooses, a thousand characters and 32 ranges of it are read."""
    read: list[str] = []
    best_match = mimeparse.best_match

    def watched(offered: list[str], accept: str) -> str:
        read.append(accept)
        return str(best_match(offered, accept))

    monkeypatch.setattr(mimeparse, "best_match", watched)
    for accept in ("a/b;q=0.1," * 38_000, "*/*," * 95_000, "text/turtle;x=" + "y" * 380_000):
        negotiation._best.cache_clear()
        negotiation._accepted.cache_clear()
        ask(app, target, accept=accept)
    assert read
    assert max(map(len, read)) <= 1000
    assert max(accept.count(",") for accept in read) < 32


def test_long_forms_are_decoded_aside(
    app: Observed, pool: StubPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that takes long to decode is decoded by another thread than that of the server."""
    threads: dict[int, str] = {}
    fields = protocol._fields

    def watched(encoded: bytes) -> list[tuple[str, str]]:
        threads[len(encoded)] = threading.current_thread().name
        return fields(encoded)

    monkeypatch.setattr(protocol, "_fields", watched)
    form = "application/x-www-form-urlencoded"
    for text in ("ASK {}", f"ASK {{}} #{'%' * 90_000}"):
        body = urlencode({"query": text}).encode()
        assert ask(app, "/sparql", "POST", body, content_type=form).status == 200
        assert pool.jobs[-1]["text"] == text
    del threads[0]
    short, long = (threads[size] for size in sorted(threads))
    assert short == "MainThread" != long


@pytest.mark.parametrize("target", [QUERY, "/api/queries/edges?all=true"])
def test_parameters_without_end_are_not_read(app: Observed, target: str) -> None:
    """Thousands of parameters are refused before they are decoded."""
    refused = ask(app, target + "&a" * 2000)
    assert refused.status in (400, 414)
    assert "parameters" in refused.text


SPARQLWRAPPER: dict[str, tuple[list[str], str, str, str]] = {
    # what it sends as format, what it accepts, and what is due for results and for graphs
    "json": (["json"], "application/sparql-results+json,application/json", "json", "jsonld"),
    "xml": (["xml"], "application/sparql-results+xml", "xml", "rdf"),
    "csv": (["csv"], "text/csv", "csv", ""),
    "tsv": (["tsv", "text/tab-separated-values"], "text/tab-separated-values", "tsv", ""),
    "turtle": (["turtle"], "application/turtle,text/turtle", "", "ttl"),
    "n3": (
        ["n3"],
        "application/turtle,text/turtle,text/rdf+n3,application/n-triples,application/n3,text/n3",
        "",
        "n3",
    ),
    "rdf+xml": (["rdf+xml", "application/rdf+xml"], "application/rdf+xml", "", "rdf"),
    "json-ld": (
        ["json-ld", "application/ld+json,application/x-json+ld"],
        "application/ld+json,application/x-json+ld",
        "",
        "jsonld",
    ),
    "no accept": (["rdf+xml", ""], "*/*", "", "rdf"),
}


@pytest.mark.parametrize("name", SPARQLWRAPPER)
def test_formats_are_chosen_as_sparqlwrapper_does(app: Observed, pool: StubPool, name: str) -> None:
    """Several values of `format`, beside others that are not known here, choose as is meant."""
    formats, accept, results, graphs = SPARQLWRAPPER[name]
    fields = [("query", "ASK {}"), *((key, each) for key in ("format", "output", "results")
                                     for each in formats)]  # fmt: skip
    assert ask(app, f"/sparql?{urlencode(fields)}", accept=accept).status == 200
    assert (pool.jobs[-1]["results"], pool.jobs[-1]["graphs"]) == (results, graphs)


@pytest.mark.parametrize(
    ("accept", "graphs"),
    [
        ("TEXT/Turtle", "ttl"),
        ("Application/N3", "n3"),
        ("text/rdf+n3", "n3"),
        ("APPLICATION/LD+JSON", "jsonld"),
        ("application/x-json+ld", "jsonld"),
        ("text/n3;q=0.1, text/Turtle;Q=0.2", "ttl"),
    ],
)
def test_media_types_are_known_in_any_case(
    app: Observed, pool: StubPool, accept: str, graphs: str
) -> None:
    """A media type chooses however it is written, in a header and as `format`."""
    assert ask(app, QUERY, accept=accept).status == 200
    assert pool.jobs[-1]["graphs"] == graphs
    assert ask(app, f"{QUERY}&format={quote(accept)}").status == 200
    if "," not in accept:
        assert pool.jobs[-1]["graphs"] == graphs


def test_a_query_that_is_too_long_for_an_address_is_told_so(app: Observed, pool: StubPool) -> None:
    """What is longer than a query may be is 414 by GET and 413 by POST."""
    text = "ASK {} #" + "x" * pool.limits.query
    assert ask(app, f"/sparql?query={quote(text)}").status == 414
    direct = {"content_type": "application/sparql-query"}
    assert ask(app, "/sparql", "POST", text.encode(), **direct).status == 413


@pytest.mark.parametrize("target", ["/nothing", "/sparql?update=x", "/model/a_b", "/api/queries/x"])
def test_a_refusal_is_a_page_for_a_browser(app: Observed, target: str) -> None:
    """Who prefers HTML is refused with a page that says why, anybody else with JSON."""
    as_page = ask(app, target, accept=BROWSER)
    assert as_page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1>{as_page.status} " in as_page.text
    for accept in ("", "*/*", "application/json", "text/turtle", "application/json, text/html"):
        as_json = ask(app, target, accept=accept)
        assert as_json.headers["content-type"] == "application/json"
        assert json.loads(as_json.text)["status"] == as_json.status == as_page.status


def test_a_page_of_refusal_repeats_nothing_as_markup(app: Observed) -> None:
    """Whatever the address has in it is text on the page, which runs no script."""
    refused = ask(app, "/api/queries/<script>", accept=BROWSER)
    assert "<script" not in refused.text
    assert "default-src 'none'" in refused.headers["content-security-policy"]


CONDITIONS = [
    ({"if_none_match": "{}"}, 304),
    ({"if_none_match": "W/{}"}, 304),
    ({"if_none_match": '"x", {}'}, 304),
    ({"if_none_match": "*"}, 304),
    ({"if_none_match": '"x"'}, 200),
    ({"if_match": "{}"}, 200),
    ({"if_match": "*"}, 200),
    ({"if_match": '"x"'}, 412),
    ({"if_match": "W/{}"}, 412),
    ({"if_match": "{}", "if_none_match": "{}"}, 304),
]


@pytest.mark.parametrize(("headers", "status"), CONDITIONS)
@pytest.mark.parametrize("target", [QUERY, "/api/queries", "/a.txt", "/api/claims/x"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_conditions_have_the_outcome_of_the_rfc(
    files: Observed, target: str, method: str, headers: dict[str, str], status: int
) -> None:
    """If-Match and If-None-Match are heeded by RFC 9110, in every answer that has a tag."""
    etag = ask(files, target).headers["etag"]
    answer = ask(files, target, method, **{k: v.format(etag) for k, v in headers.items()})
    assert answer.status == status
    if status == 304:
        assert (answer.body, answer.headers["etag"]) == (b"", etag)


def test_a_posted_query_has_no_tag_to_be_matched(app: Observed) -> None:
    """What is posted to exists, so that If-None-Match: * fails, and its answers have no tag."""
    direct = {"content_type": "application/sparql-query"}
    assert "etag" not in ask(app, "/sparql", "POST", b"ASK {}", **direct).headers
    for condition, status in (("*", 412), ('"same"', 200)):
        answer = ask(app, "/sparql", "POST", b"ASK {}", if_none_match=condition, **direct)
        assert answer.status == status


RANGES = {
    "bytes=0-9": (206, "bytes 0-9/100"),
    "bytes=90-": (206, "bytes 90-99/100"),
    "Bytes=95-999": (206, "bytes 95-99/100"),
    "bytes=-5": (206, "bytes 95-99/100"),
    "bytes=100-": (416, "bytes */100"),
    "bytes=-0": (416, "bytes */100"),
    "bytes=9-0": (200, ""),
    "bytes=a-b": (200, ""),
    "bytes=": (200, ""),
    "bytes=-": (200, ""),
    "bytes": (200, ""),
    "lines=0-9": (200, ""),
    "bytes=0-1,5-6": (200, ""),
}


@pytest.mark.parametrize("wanted", RANGES)
def test_ranges_have_the_outcome_of_the_rfc(files: Observed, wanted: str) -> None:
    """A range that is valid is sent, one behind the end is 416, and any other is passed over."""
    status, described = RANGES[wanted]
    answer = ask(files, "/a.txt", range=wanted)
    assert answer.status == status
    assert answer.headers.get("content-range", "") == described
    if status == 206:
        first, last = described.split()[1].split("/")[0].split("-")
        assert answer.body == bytes(range(int(first), int(last) + 1))
    if status == 200:
        assert answer.body == bytes(range(100))
    assert ask(files, "/a.txt", "HEAD", range=wanted).status == 200


def test_a_range_of_another_version_is_not_sent(files: Observed) -> None:
    """With If-Range, a part is sent of the version that the client has begun with, else all."""
    etag = ask(files, "/a.txt").headers["etag"]
    assert ask(files, "/a.txt", range="bytes=0-9", if_range=etag).status == 206
    for other in ('"other"', f"W/{etag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        for wanted in ("bytes=0-9", "bytes=500-"):
            assert ask(files, "/a.txt", range=wanted, if_range=other).status == 200


def cors(answer: Answer) -> str:
    """Return the origin whose pages may read an answer."""
    return answer.headers.get("access-control-allow-origin", "")


def test_an_open_server_is_for_the_pages_of_everybody(app: Observed) -> None:
    """Where all origins are allowed, preflights, answers and refusals say so to each."""
    origin = {"origin": "https://example.org", "host": "kg.example.org"}
    preflight = ask(app, "/sparql", "OPTIONS", access_control_request_method="POST", **origin)
    assert preflight.status == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for answer in (preflight, ask(app, QUERY, **origin), ask(app, "/nothing", **origin)):
        assert cors(answer) == "*"


def test_a_closed_server_is_for_its_own_pages(pool: StubPool) -> None:
    """Where no origin is allowed, pages of others are refused before anything is answered."""
    app = application_of(pool, Access((), ()))
    own = {"host": "localhost:3330"}
    for headers in (own, {**own, "origin": "http://localhost:3330"}, {"host": "127.0.0.1"},
                    {"host": "[::1]:3330"}, {"host": "kg.localhost"}, {}):  # fmt: skip
        answer = ask(app, QUERY, **headers)
        assert (answer.status, cors(answer)) == (200, "")
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    before = len(pool.jobs)
    for headers, status in (
        ({**own, "origin": "https://evil.example"}, 403),
        ({**own, "origin": "http://localhost:3331"}, 403),
        ({**own, "origin": "null"}, 403),
        ({"host": "evil.example:3330", "origin": "http://evil.example:3330"}, 421),
        ({"host": "evil.example"}, 421),
        ({"host": "localhost.evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example"}, 421),
    ):
        for method in ("GET", "POST", "OPTIONS"):
            answer = ask(app, QUERY, method, **headers)
            assert (answer.status, cors(answer)) == (status, "")
    assert len(pool.jobs) == before


def test_a_server_can_be_opened_to_one_origin(pool: StubPool) -> None:
    """An origin that is allowed may read, others may not, and caches tell them apart."""
    app = application_of(pool, Access(("https://a.example",), ("kg.example",)))
    host = {"host": "kg.example:80"}
    read = ask(app, QUERY, origin="https://a.example", **host)
    assert (read.status, cors(read)) == (200, "https://a.example")
    assert ask(app, QUERY, "OPTIONS", origin="https://a.example", **host).status == 204
    assert ask(app, QUERY, origin="https://b.example", **host).status == 403
    assert "Origin" in ask(app, QUERY, **host).headers["vary"]


@pytest.mark.parametrize("host", ["[:::::]", "[1.2.3.4]", "a b", "a/b", "a" * 100_000, ""])
def test_a_host_that_is_none_is_not_repeated(app: Observed, host: str) -> None:
    """Whatever a client calls an open server, it is answered, with an address that is one."""
    assert ask(app, QUERY, host=host).status == 200
    described = ask(app, "/sparql", host=host, accept="text/turtle")
    assert "<http://localhost/sparql>" in described.text


def test_what_the_connection_refuses_is_told_like_any_refusal(app: Observed) -> None:
    """A head that is too long to be read is refused in the form that the client accepts."""
    import asyncio

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "client": None,
        "headers": [(b"accept", BROWSER.encode())], "state": {"refusal": Refusal(414, "Long.")},
    }  # fmt: skip
    asyncio.run(app(scope, None, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 414
    assert b"Long." in sent[1]["body"]
