"""The engine of endpoints: what it sends, and what it makes of all that can come back."""

from __future__ import annotations

import base64
import gzip
from typing import TYPE_CHECKING

import pytest
from fake_store import ROWS, Answer, FakeStore, Request, fake_store
from pyoxigraph import Literal, NamedNode, Quad

from nemokg.engine import http
from nemokg.engine.endpoint import LOADED, EndpointEngine
from nemokg.engine.http import Body
from nemokg.errors import EngineError, SparqlError
from nemokg.rdf.results import Graph, Solutions
from nemokg.rdf.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

P = NamedNode("urn:p:n")
ORDERED = "SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY ?o"
UNORDERED = "SELECT ?s ?o WHERE { ?s ?p ?o }"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStore]:
    """Return an endpoint of our own, asked without pauses and without credentials."""
    monkeypatch.setattr(http, "_PAUSE", 0)
    for name in ("NEMOKG_USER", "NEMOKG_PASSWORD", "NEMOKG_TOKEN", "NEMOKG_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)
    with fake_store() as fake:
        yield fake


def fill(fake: FakeStore, count: int) -> None:
    """Put so many triples into the store."""
    for number in range(count):
        fake.store.add(Quad(NamedNode(f"urn:s:{number}"), P, Literal(number)))


def engine(fake: FakeStore, page_size: int | None = None) -> EndpointEngine:
    """Return the engine over the default graph of the endpoint."""
    return EndpointEngine(fake.url, graphs=(), page_size=page_size)


def test_a_query_is_a_form(fake: FakeStore) -> None:
    """A query is sent as a form with one default-graph-uri for each graph."""
    EndpointEngine(fake.url, graphs=["urn:g:1", "urn:g:2"]).ask("ASK { ?s ?p ?o }")
    (request,) = fake.requests
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.form == {
        "query": ["ASK { ?s ?p ?o }"],
        "default-graph-uri": ["urn:g:1", "urn:g:2"],
    }
    assert "Authorization" not in request.headers


def test_every_form_has_its_answer(fake: FakeStore) -> None:
    """SELECT gives a table, ASK a truth value, CONSTRUCT and DESCRIBE a graph."""
    fill(fake, 3)
    asked = engine(fake)
    assert asked.select(ORDERED).column("o") == [0, 1, 2]
    assert asked.ask("ASK { ?s ?p 2 }") is True
    assert asked.ask("ASK { ?s ?p 3 }") is False
    assert isinstance(asked.query("DESCRIBE <urn:s:1>"), Graph)
    assert len(asked.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 3
    assert len(asked.download_store()) == 3


def test_the_graphs_are_those_of_the_last_load(fake: FakeStore) -> None:
    """Without graphs given, the engine asks the store once for those that were loaded."""
    name = NamedNode("http://www.w3.org/ns/sparql-service-description#name")
    for graph in ("urn:g:2", "urn:g:1", "urn:g:1"):
        file = NamedNode(f"urn:file:{graph}{len(fake.store)}")
        fake.store.add(Quad(file, name, NamedNode(graph), NamedNode(LOADED)))
    asked = EndpointEngine(fake.url)
    assert asked.default_graphs == ("urn:g:1", "urn:g:2")
    asked.ask("ASK {}")
    assert fake.requests[-1].form["default-graph-uri"] == ["urn:g:1", "urn:g:2"]
    assert len(fake.requests) == 2
    assert EndpointEngine(fake.url, graphs=()).default_graphs == ()


def test_a_store_without_record_answers_from_its_own_default_graph(fake: FakeStore) -> None:
    """Where nothing was recorded, no graph is named."""
    fill(fake, 1)
    assert EndpointEngine(fake.url).ask("ASK { ?s ?p 0 }")
    assert "default-graph-uri" not in fake.requests[-1].form


def test_a_load_that_did_not_end_is_not_asked(fake: FakeStore) -> None:
    """A store that is being loaded gives no answers that lack rows."""
    file, graph = NamedNode("urn:f"), NamedNode(LOADED)
    name = NamedNode("http://www.w3.org/ns/sparql-service-description#name")
    status = NamedNode("https://schema.org/creativeWorkStatus")
    fake.store.add(Quad(file, name, NamedNode("urn:g"), graph))
    fake.store.add(Quad(file, status, Literal("Incomplete"), graph))
    with pytest.raises(EngineError, match="run the same `nemokg load` again"):
        EndpointEngine(fake.url).ask("ASK {}")


@pytest.mark.parametrize("text", ["DROP ALL", "PREFIX x: <urn:x> INSERT DATA { x:a x:b x:c }", ""])
def test_what_is_no_query_is_not_sent(fake: FakeStore, text: str) -> None:
    """An update is refused before it leaves."""
    with pytest.raises(SparqlError, match="write ASK, BASE, CONSTRUCT, DESCRIBE, PREFIX, SELECT"):
        engine(fake).query(text)
    assert not fake.requests


@pytest.mark.parametrize(
    "answer",
    [
        Answer(502),
        Answer(503, b"", {"Retry-After": "0"}),
        Answer(503, b"", {"Retry-After": "soon"}),
        Answer(429, b"", {"Retry-After": "Fri, 31 Dec 99999999999 23:59:59 GMT"}),
        Answer(429, b"", {"Retry-After": "9" * 5000}),
        Answer(504),
        Answer(429),
        Answer(None),
    ],
)
def test_what_may_pass_is_tried_again(fake: FakeStore, answer: Answer) -> None:
    """A store that is busy, or a connection that is reset, is asked again."""
    fake.script = [answer, answer]
    assert engine(fake).ask("ASK {}")
    assert len(fake.requests) == 3


def test_a_store_that_stays_busy_is_given_up(fake: FakeStore) -> None:
    """After five times the store counts as down."""
    fake.script = [Answer(504)] * 9
    with pytest.raises(EngineError, match=r"too busy or down \(504: .*\); ask for less, or try"):
        engine(fake).ask("ASK {}")
    assert len(fake.requests) == 5


def test_other_failures_are_not_tried_again(fake: FakeStore) -> None:
    """A failure of the store itself is told at once, with what the store says."""
    said = b"<html><head><title>Error</title></head><body>Out of memory.</body></html>"
    fake.script = [Answer(500, said)]
    with pytest.raises(EngineError, match=r"failed \(500: Error Out of memory\)"):
        engine(fake).ask("ASK {}")
    assert len(fake.requests) == 1


@pytest.mark.parametrize(
    "said",
    [
        b"Parse error: no object.\n\nYour query was:\nSELECT",
        b'{"status": "ERROR", "exception": "Parse error: no object."}',
        b"<!DOCTYPE html>\n<html><body><p>Parse error: no object.</p></body></html>",
    ],
)
def test_a_query_that_the_store_refuses_is_an_error_of_the_query(
    fake: FakeStore, said: bytes
) -> None:
    """A query that does not parse there raises SparqlError with the words of the store."""
    fake.script = [Answer(400, said)]
    with pytest.raises(SparqlError, match=r"refuses the request: Parse error: no object\.$"):
        engine(fake).select(ORDERED)


def test_prefixes_are_declared_for_the_store(fake: FakeStore) -> None:
    """What the query uses and does not declare is declared in its first line, and no more."""
    text = "# Who?\nSELECT ?s { ?s a nemo:Claim ; rdfs:label ?l } ORDER BY ?s"
    assert len(engine(fake, page_size=10).select(text)) == 0
    (sent,) = fake.requests[-1].form["query"]
    prologue, _, comment = sent.partition("# Who?")
    nemo, rdfs = PREFIXES["nemo"], PREFIXES["rdfs"]
    assert prologue == f"PREFIX nemo: <{nemo}> PREFIX rdfs: <{rdfs}> "
    assert comment == f"{text.removeprefix('# Who?')}\nLIMIT 10 OFFSET 0"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"Lexical error at line 1, column {}.", "Lexical error at line 1, column 24"),
        (b"error at 1:{}: expected OPTIONAL", "error at 1:24: expected OPTIONAL"),
        (b"Parse error in line 2, column 7.", "Parse error in line 2, column 7"),
    ],
)
def test_places_are_those_of_the_text_that_was_written(
    fake: FakeStore, said: bytes, told: str
) -> None:
    """A place that a store names is that in the user's text, without what was declared for it."""
    text = "ASK { ?s a nemo:Claim }"
    shift = len(f"PREFIX nemo: <{PREFIXES['nemo']}> ")
    fake.script = [Answer(400, said.replace(b"{}", b"%d" % (24 + shift)))]
    with pytest.raises(SparqlError, match=f"refuses the request: {told}") as caught:
        engine(fake).query(text)
    assert str(caught.value).endswith(".")


def test_the_fault_of_a_query_is_told_beside_the_words_of_the_store(fake: FakeStore) -> None:
    """Where the store refuses a query, the place and the token at fault are named as elsewhere."""
    fake.script = [Answer(400, b"Parse error.")] * 2
    with pytest.raises(
        SparqlError,
        match=r"request: Parse error; line 1, column 25: the prefix foaf is not declared; write .*",
    ):
        engine(fake).query("ASK { ?s a nemo:Claim ; foaf:name ?n }")
    with pytest.raises(SparqlError, match="Parse error; line 1, column 21: ORDER BY comes after"):
        engine(fake).query("SELECT * {} LIMIT 3 ORDER BY ?s")


def test_long_words_of_a_store_are_shortened(fake: FakeStore) -> None:
    """An error stays one line of readable length."""
    fake.script = [Answer(400, b"no " * 900)]
    with pytest.raises(SparqlError) as caught:
        engine(fake).select(ORDERED)
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


def wants(scheme: str) -> Answer:
    """Return the answer that asks for credentials."""
    return Answer(401, b"", {"WWW-Authenticate": scheme})


def test_a_user_is_named_when_the_store_asks(
    fake: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """User and password of the environment go to a store that wants them, and not before."""
    monkeypatch.setenv("NEMOKG_USER", "ada")
    monkeypatch.setenv("NEMOKG_PASSWORD", "s3cret")
    expected = f"Basic {base64.b64encode(b'ada:s3cret').decode()}"

    def gate(request: Request) -> Answer | None:
        known = request.headers.get("Authorization") == expected
        return None if known else wants('Basic realm="x"')

    fake.gate = gate
    asked = engine(fake)
    assert asked.ask("ASK {}")
    assert "Authorization" not in fake.requests[0].headers
    assert asked.ask("ASK {}")
    assert len(fake.requests) == 3


def test_digest_keeps_the_password_to_itself(
    fake: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that wants a digest gets one, which is not the password."""
    monkeypatch.setenv("NEMOKG_USER", "ada")
    monkeypatch.setenv("NEMOKG_PASSWORD", "s3cret")
    challenge = wants('Digest realm="SPARQL", nonce="1a2b", qop="auth", algorithm="MD5"')
    fake.gate = lambda request: None if "Authorization" in request.headers else challenge
    assert engine(fake).ask("ASK {}")
    sent = fake.requests[-1].headers["Authorization"]
    assert sent.startswith('Digest username="ada"')
    assert 'nonce="1a2b"' in sent
    assert base64.b64encode(b"ada:s3cret").decode() not in str(fake.requests)
    assert "s3cret" not in str(fake.requests)


def test_a_token_is_borne(fake: FakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token of the environment is sent with every request."""
    monkeypatch.setenv("NEMOKG_TOKEN", "t0ken")
    assert engine(fake).ask("ASK {}")
    assert fake.requests[0].headers["Authorization"] == "Bearer t0ken"


@pytest.mark.parametrize("token", ["t0\nken", "t0ken\r\n", "t0k\xe9n"])
def test_a_token_that_no_header_carries_is_not_shown(
    fake: FakeStore, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    """A token with a line end or beyond ASCII is refused without showing it, before any request."""
    monkeypatch.setenv("NEMOKG_TOKEN", token)
    with pytest.raises(EngineError, match="NEMOKG_TOKEN contains a line end") as caught:
        engine(fake).ask("ASK {}")
    assert "t0" not in str(caught.value)
    assert not fake.requests


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip"])
def test_a_response_that_decompresses_without_end_is_refused(
    fake: FakeStore, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """Rows that become far more than was sent are refused, compressed once or more than once."""
    monkeypatch.setattr(Body, "FREE", 1 << 20)
    row = b'{"a": {"type": "literal", "value": "x"}},'
    body = b'{"head": {"vars": ["a"]}, "results": {"bindings": [' + row * 500_000
    for _ in encoding.split(","):
        body = gzip.compress(body)
    fake.script = [Answer(200, body, {"Content-Type": ROWS, "Content-Encoding": encoding})]
    with pytest.raises(EngineError, match="more than 200 times its size and 1 MiB"):
        engine(fake).select("SELECT ?a { ?a ?b ?c }")


@pytest.mark.parametrize("query", ["SELECT ?a { ?a ?b ?c }", "CONSTRUCT WHERE { ?a ?b ?c }"])
def test_a_literal_beyond_the_parser_is_named(fake: FakeStore, query: str) -> None:
    """A literal of more than 16 MiB in a response is one sentence that says so."""
    text = "x" * 17_000_000
    body, kind = f'<urn:a> <urn:b> "{text}" .', "application/n-triples"
    if query.startswith("SELECT"):
        row = f'{{"a": {{"type": "literal", "value": "{text}"}}}}'
        body, kind = f'{{"head": {{"vars": ["a"]}}, "results": {{"bindings": [{row}]}}}}', ROWS
    fake.script = [Answer(200, body.encode(), {"Content-Type": kind})]
    with pytest.raises(EngineError, match="longer than 16 MiB"):
        engine(fake).query(query)


def test_a_query_that_the_store_gave_up_is_not_asked_again(fake: FakeStore) -> None:
    """A store that is unavailable without saying for how long is asked once, and quoted."""
    said = b'{"status": 503, "error": "The query took longer than 10 s and was stopped."}'
    fake.script = [Answer(503, said)] * 9
    with pytest.raises(
        EngineError, match=r"503: The query took longer than 10 s and was stopped\)"
    ):
        engine(fake).ask("ASK {}")
    assert len(fake.requests) == 1


@pytest.mark.parametrize("code", [401, 403])
def test_wrong_credentials_are_not_shown(
    fake: FakeStore, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """A store that refuses the credentials is named with what to do, and without them."""
    monkeypatch.setenv("NEMOKG_USER", "ada")
    monkeypatch.setenv("NEMOKG_PASSWORD", "s3cret")
    fake.gate = lambda request: Answer(code, b"", {"WWW-Authenticate": 'Basic realm="x"'})
    with pytest.raises(EngineError, match="set NEMOKG_USER and NEMOKG_PASSWORD") as caught:
        engine(fake).ask("ASK {}")
    assert "s3cret" not in str(caught.value)
    assert "ada" not in str(caught.value)
    assert len(fake.requests) == 2


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://ada:s3cret@localhost/sparql", "contains a user or password"),
        ("http://ada@localhost/sparql", "contains a user or password"),
        ("ada:s3cret@localhost/sparql", "not the URL of an endpoint"),
        ("data.ttl", "not the URL of an endpoint"),
        ("ftp://localhost/", "not the URL of an endpoint"),
        ("http://[x/", "not the URL of an endpoint"),
    ],
)
def test_an_address_is_checked(url: str, problem: str) -> None:
    """What is not the URL of an endpoint, or holds a password, is refused without showing it."""
    with pytest.raises(EngineError, match=problem) as caught:
        EndpointEngine(url)
    assert "s3cret" not in str(caught.value)


def test_no_redirect_is_followed(fake: FakeStore) -> None:
    """A store that has moved is not followed, so that credentials stay where they were meant."""
    fake.script = [Answer(307, b"", {"Location": "http://ada:s3cret@127.0.0.1:1/elsewhere"})]
    with pytest.raises(EngineError, match=r"has moved to http://[0-9.:]+/elsewhere; give that"):
        engine(fake).ask("ASK {}")
    assert len(fake.requests) == 1


def test_an_address_with_nothing_behind_it(fake: FakeStore) -> None:
    """A wrong path and a port where nobody listens are told apart, each with what to do."""
    fake.script = [Answer(404)]
    with pytest.raises(EngineError, match=r"\(404\); give the full URL of the endpoint"):
        engine(fake).ask("ASK {}")
    with pytest.raises(EngineError, match=r"connection refused\); check the URL"):
        EndpointEngine("http://127.0.0.1:1/sparql", graphs=()).ask("ASK {}")


def test_a_silent_store_is_given_up(fake: FakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is silent for longer than NEMOKG_TIMEOUT is not asked twice."""
    monkeypatch.setenv("NEMOKG_TIMEOUT", "0.2")
    fake.script = [Answer(200, b"{", {"Content-Length": "100"})]
    fake.gate = slow
    with pytest.raises(EngineError, match=r"sent nothing for 0\.2 seconds; .* NEMOKG_TIMEOUT"):
        engine(fake).ask("ASK {}")
    assert len(fake.requests) == 1


def slow(request: Request) -> Answer | None:
    """Let the engine wait."""
    import time

    time.sleep(0.6)
    return None


@pytest.mark.parametrize("seconds", ["soon", "-1", "0", "inf", "nan"])
def test_a_timeout_is_a_number_of_seconds(
    fake: FakeStore, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    """A timeout that is no positive number is an error."""
    monkeypatch.setenv("NEMOKG_TIMEOUT", seconds)
    with pytest.raises(EngineError, match="give a number of seconds"):
        engine(fake)


def test_an_answer_that_breaks_off_is_an_error(fake: FakeStore) -> None:
    """An answer whose connection ends in its middle is no answer."""
    fill(fake, 300)
    body = fake.answer(Request("", {}, {"query": [ORDERED]})).body
    length = {"Content-Length": str(len(body)), "Content-Type": ROWS}
    fake.script = [Answer(200, body[: len(body) // 2], length)]
    with pytest.raises(EngineError, match="the connection failed"):
        engine(fake).select(ORDERED)


@pytest.mark.parametrize("query", [ORDERED, "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
@pytest.mark.parametrize("body", [b"<html>Welcome</html>", b'{"head": {"vars": ["s"', b"{}"])
def test_what_is_no_answer_to_sparql_is_an_error(fake: FakeStore, query: str, body: bytes) -> None:
    """A page, or anything else that is no result, is named by its type."""
    fake.script = [Answer(200, body, {"Content-Type": "text/html"})]
    with pytest.raises(EngineError, match="the response is text/html that is not a SPARQL result"):
        engine(fake).query(query)


@pytest.mark.parametrize("told", [True, False])
def test_an_answer_that_is_cut_off_comes_in_pages(fake: FakeStore, told: bool) -> None:
    """An ordered SELECT comes whole from a store that sends a thousand rows, told of it or not."""
    fill(fake, 3000)
    fake.cap = 1000
    fake.headers = {"X-SPARQL-MaxRows": "1000"} if told else {}
    assert engine(fake).select(ORDERED).column("o") == list(range(3000))
    # Virtuoso, the one that tells, sorts no more rows than it sends.
    nested = [r for r in fake.requests if "SELECT ?s ?o WHERE { { SELECT" in r.form["query"][0]]
    assert len(nested) == (3 if told else 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (UNORDERED, False),
        (UNORDERED, True),
        (f"{ORDERED} LIMIT 2000", True),
        (f"{ORDERED} OFFSET 1", True),
        (f"{ORDERED} LIMIT 2000 # rows", True),
    ],
)
def test_an_answer_that_cannot_come_in_pages_is_refused_rather_than_short(
    fake: FakeStore, text: str, told: bool
) -> None:
    """What is cut off and has no order, or a window of its own, is an error where that shows."""
    fill(fake, 3000)
    fake.cap = 1000
    fake.headers = {"X-SPARQL-MaxRows": "1000"} if told else {}
    with pytest.raises(EngineError, match="truncates the result set at 1,000 rows; raise its"):
        engine(fake).select(text)
    rows = engine(fake).stream(text)
    assert isinstance(rows, Solutions)
    with pytest.raises(EngineError, match="truncates the result set"):
        next(rows.rows)


def test_rows_in_order_come_before_the_last_page_is_asked_for(fake: FakeStore) -> None:
    """A program has the first rows of an ordered SELECT while the store has yet to send others."""
    fill(fake, 25)
    found = engine(fake, page_size=10).stream(ORDERED)
    assert isinstance(found, Solutions)
    assert found.columns == ("s", "o")
    assert next(found.rows)[1] == Literal(0)
    assert len(fake.requests) == 1
    assert len(found.remaining_table()) == 24
    assert len(fake.requests) == 3


@pytest.mark.parametrize("told", [True, False])
def test_a_store_that_ignores_offset_is_named(fake: FakeStore, told: bool) -> None:
    """Where each page is the first one again, the rows do not come over and over."""
    fill(fake, 3000)
    fake.cap, fake.ignored = 1000, r"OFFSET \d+"
    fake.headers = {"X-SPARQL-MaxRows": "1000"} if told else {}
    rows = engine(fake).stream(ORDERED)
    assert isinstance(rows, Solutions)
    assert [next(rows.rows)[1] for _ in range(1000)] == list(map(Literal, range(1000)))
    with pytest.raises(EngineError, match="ignores OFFSET, so that only the first 1,000 rows"):
        next(rows.rows)
    assert len(fake.requests) <= 5


def test_pages_that_begin_alike_are_fetched(fake: FakeStore) -> None:
    """A column of one value over many pages is no sign of a store that ignores OFFSET."""
    fill(fake, 25)
    found = engine(fake, page_size=10).select("SELECT (1 AS ?one) { ?s ?p ?o } ORDER BY ?s")
    assert found.column("one") == [1] * 25


def test_a_limit_that_is_reached_is_no_cut(fake: FakeStore) -> None:
    """A query that asks for as many rows as the store sends gets them."""
    fill(fake, 3000)
    fake.cap, fake.headers = 1000, {"X-SPARQL-MaxRows": "1000"}
    assert len(engine(fake).select(f"{UNORDERED} LIMIT 1000 # rows")) == 1000


def test_round_answers_that_are_whole_are_taken(fake: FakeStore) -> None:
    """An answer of exactly a thousand rows is whole where the store has no more."""
    fill(fake, 1000)
    assert len(engine(fake).select(UNORDERED)) == 1000
    assert len(fake.requests) == 2


def test_pages_can_be_asked_for(fake: FakeStore) -> None:
    """With a size of pages, an ordered SELECT comes in as many as it takes, any other at once."""
    fill(fake, 25)
    asked = engine(fake, page_size=10)
    assert asked.select(ORDERED).column("o") == list(range(25))
    assert len(fake.requests) == 3
    assert len(asked.select(UNORDERED)) == 25
    assert len(fake.requests) == 4


@pytest.mark.parametrize("told", [True, False])
def test_comments_and_values_do_not_stand_in_the_way_of_pages(fake: FakeStore, told: bool) -> None:
    """A SELECT with a comment and VALUES behind its order comes whole from a store that cuts."""
    fill(fake, 3000)
    fake.cap = 1000
    fake.headers = {"X-SPARQL-MaxRows": "1000"} if told else {}
    text = f"PREFIX x: <urn:x> {ORDERED} # VALUES\nVALUES ?p {{ <urn:p:n> }} # LIMIT 3"
    assert engine(fake).select(text).column("o") == list(range(3000))


def test_an_answer_of_a_store_out_of_time_is_an_error(fake: FakeStore) -> None:
    """What a store sends because its time is up is not taken for the whole."""
    fake.headers = {"X-SQL-State": "S1TAT"}
    with pytest.raises(EngineError, match="ran out of time before the result set was complete"):
        engine(fake).select(ORDERED)


def test_what_a_store_adds_to_its_answer_does_no_harm(fake: FakeStore) -> None:
    """A store that says more behind the rows, as QLever and Comunica do, gives the rows."""
    fill(fake, 3)
    body = fake.answer(Request("", {}, {"query": [ORDERED]})).body
    more = body.removesuffix(b"}") + b', "meta": {"query-time-ms": 4}}'
    fake.script = [Answer(200, more, {"Content-Type": ROWS})]
    assert engine(fake).select(ORDERED).column("o") == [0, 1, 2]


def test_booleans_are_spelled_alike(fake: FakeStore) -> None:
    """A store that writes booleans as digits, and ASK as a SELECT, answers like any other."""
    boolean = "http://www.w3.org/2001/XMLSchema#boolean"
    cell = f'{{"type": "typed-literal", "datatype": "{boolean}", "value": "1"}}'
    body = f'{{"head": {{"vars": ["o"]}}, "results": {{"bindings": [{{"o": {cell}}}]}}}}'
    fake.script = [Answer(200, body.encode(), {"Content-Type": ROWS})] * 2
    assert engine(fake).select(UNORDERED).rows == ((Literal(True),),)
    assert engine(fake).ask("ASK {}") is True
