"""Hostile clients: each is stopped at its limit, and others hardly notice."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from pyoxigraph import QuerySolutions, Store
from served import CROSS, Running, alive, client, serving

from nemokg.server.http.refusals import send_refusal
from nemokg.server.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

SECONDS = 1.0
LIMITS = (
    "--seconds", str(SECONDS), "--memory", "300", "--answer", "1", "--workers", "2",
    "--long-workers", "1", "--no-explorer",
)  # fmt: skip
GIVEN_UP = 30  # seconds
FRESH = "127.0.0.3"  # who never asked before
OTHER = "127.0.0.2"  # who suffers, if anybody does
SMALL = "SELECT ?s WHERE {{ ?s a <https://w3id.org/nemokg/ontology#RewardModel> }} LIMIT {}"
PAIRS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BOMBS = {
    "three-way cross product": CROSS,
    "order by over it": f"SELECT * WHERE {PAIRS} ORDER BY ?i ?a LIMIT 1",
    "distinct over it": f"SELECT DISTINCT * WHERE {PAIRS} OFFSET 99999999 LIMIT 1",
    "group_concat": f"SELECT (GROUP_CONCAT(?c) AS ?x) WHERE {PAIRS}",
    "a text that doubles": "SELECT (STRLEN(?x60) AS ?n) {{ BIND('12345678' AS ?x0) {} }}".format(
        " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(60))
    ),
    "property path": "SELECT (COUNT(*) AS ?n) {?a (!<x:a>|!^<x:b>)* ?b . ?b (!<x:c>|^<x:d>)* ?c }",
    "regular expression": (
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f"
        " FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(.*a){20}x$')) }"
    ),
    "replace": "SELECT (SUM(STRLEN(REPLACE(CONCAT(STR(?c), STR(?f)), '.', 'aaaaaaaaaa'))) AS ?n)"
    " WHERE { ?a ?b ?c . ?d ?e ?f }",
    "values": "SELECT (COUNT(*) AS ?n) WHERE {{ {} }}".format(
        " ".join(f"VALUES ?x{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(8))
    ),
    "nested groups": "SELECT * WHERE " + "{" * 20_000 + "}" * 20_000,
    "nested brackets": "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}",
    "nested negations": "ASK { FILTER(" + "!" * 50_000 + "true) }",
    "nested exists": "ASK {" + "FILTER EXISTS {" * 3000 + "}" * 3000 + "}",
    "many unions": "SELECT * WHERE { " + " UNION ".join(["{ ?s ?p ?o }"] * 4000) + " }",
    "a large answer": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }",
    "a large graph": "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """Serve the bundled data under small limits."""
    with serving(*LIMITS, "--cache", "0") as running:
        yield running


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_stopped_at_its_limit(server: Running, name: str) -> None:
    """Each bomb ends within the limit on time with a sentence, or is defused."""
    answer = server.client.post("/sparql", data={"query": BOMBS[name]})
    assert answer.status_code in (200, 400, 413, 503), answer.text
    if answer.status_code != 200:
        assert answer.json()["error"].endswith(".")
    assert "retry-after" not in answer.headers  # waiting would not help
    if "nested" in name and answer.status_code == 503:
        assert "nested too deeply" in answer.json()["error"] or "longer" in answer.json()["error"]
    assert server.ask("ASK {}").status_code == 200


def test_limits_have_statuses_of_their_own(server: Running) -> None:
    """Too long in time is 503, too large an answer and too long a text are 413."""
    assert server.ask(CROSS).status_code == 503
    assert "longer than 1 s" in server.ask(CROSS).json()["error"]
    assert server.ask(BOMBS["a large answer"]).status_code == 413


@pytest.mark.parametrize(("final", "retry_after"), [(True, False), (False, True)])
def test_who_should_wait_is_told_so(final: bool, retry_after: bool) -> None:
    """A refusal says to come back only where that helps."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(
        send_refusal({"method": "GET", "headers": []}, send, Refusal(503, "No.", final=final))
    )
    assert ("retry-after" in {name.decode() for name, _ in sent[0]["headers"]}) == retry_after


def test_memory_has_a_limit() -> None:
    """A query that needs more memory than it may have is 503, and says so."""
    with serving("--seconds", "30", "--memory", "200", "--no-explorer") as server:
        answer = server.ask(BOMBS["a text that doubles"])
    assert answer.status_code == 503
    assert "more memory" in answer.json()["error"]


@pytest.mark.parametrize("way", ["form", "direct", "chunked", "address"])
def test_a_text_of_ten_megabytes_is_refused(server: Running, way: str) -> None:
    """A query of 10 MB is refused at once, in whatever way it comes."""
    text = "ASK { } #" + "x" * 10_000_000
    kind = {"Content-Type": "application/sparql-query"}
    if way == "form":
        answer = server.client.post("/sparql", data={"query": text})
    elif way == "direct":
        answer = server.client.post("/sparql", content=text, headers=kind)
    elif way == "chunked":
        parts = (text[n : n + 65536].encode() for n in range(0, len(text), 65536))
        answer = server.client.post("/sparql", content=parts, headers=kind)
    else:
        with socket.create_connection(address(server), 10) as raw:
            raw.sendall(b"GET /sparql?query=" + text.encode().replace(b" ", b"+"))
            status = int(raw.makefile("rb").readline().split()[1])
            assert status == 414
            return
    assert answer.status_code == 413


def address(server: Running) -> tuple[str, int]:
    """Return host and port of a server."""
    parts = urlsplit(server.url)
    return str(parts.hostname), int(parts.port or 0)


SPELLINGS = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SeRvIcE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#comment\n<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE\t\r\n <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(1 AS ?x) FILTER(?x = 1SERVICE<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ 1 }}SERVICE<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1.SERVICE<{0}> {{ ?a ?b ?c }} }}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053\\u0045RVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "PREFIX x: <{0}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "BASE <{0}> SELECT * {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?u {{ <{0}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(IRI('{0}') AS ?u) SERVICE SILENT ?u {{ ?s ?p ?o }} }}",
    "SELECT * {{ OPTIONAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "DESCRIBE <{0}>",
)


@pytest.mark.parametrize("pool", ["quick", "long"])
def test_no_query_calls_out(server: Running, pool: str) -> None:
    """A listener on this machine sees nothing of SERVICE in any spelling, in either lane."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        target = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for spelling in SPELLINGS:
            if pool == "long":
                server.ask(f"{CROSS} #{spelling}")  # who takes long is put into the other lane
            answer = server.ask(spelling.format(target))
            assert answer.status_code in (200, 400), answer.text
            if answer.status_code == 200 and "json" in answer.headers["content-type"]:
                rows = answer.json().get("results", {"bindings": []})["bindings"]
                assert not any("s" in row for row in rows)
            if pool == "long" and spelling is SPELLINGS[3]:
                break
        with pytest.raises(TimeoutError):
            listener.accept()


def test_the_listener_would_see_a_call() -> None:
    """The same store without confinement does call out, so that the test above can fail."""
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as threads:
        listener.settimeout(5)
        seen = threads.submit(listener.accept)
        query = SPELLINGS[2].format(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        calling = threading.Thread(target=_asked, args=(query,), daemon=True)
        calling.start()
        seen.result()[0].close()
        calling.join(5)


def _asked(query: str) -> None:
    result = Store().query(query)
    assert isinstance(result, QuerySolutions)
    list(result)


def test_two_hundred_clients_at_once_are_all_answered(server: Running) -> None:
    """Of 200 clients at once, each has an answer or a status that says to wait."""
    host, port = address(server)
    barrier = threading.Barrier(200)

    def ask(number: int) -> int:
        with socket.create_connection((host, port), 20, (FRESH, 0)) as raw:
            raw.settimeout(20)
            barrier.wait(20)
            query = quote(SMALL.format(number + 1))
            raw.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            return int(raw.makefile("rb").readline().split()[1])

    with ThreadPoolExecutor(200) as threads:
        statuses = list(threads.map(ask, range(200)))
    assert set(statuses) <= {200, 429, 503}
    assert 200 in statuses
    assert server.ask("ASK {}").status_code == 200


def test_one_address_cannot_take_all_connections() -> None:
    """Who opens connections without end is refused more of them, and others are served."""
    with serving("--no-explorer", "--connections", "30") as server:
        taken = [socket.create_connection(address(server), 5) for _ in range(40)]
        try:
            with client(server.url, OTHER) as http:
                assert http.get("/sparql", params={"query": "ASK {}"}).status_code == 200
            taken[-1].settimeout(5)
            answer = taken[-1].recv(1000)
            assert answer.startswith(b"HTTP/1.1 429 ")
            assert b'"error": "You have too many' in answer
        finally:
            for raw in taken:
                raw.close()


def test_slow_readers_hold_up_nobody(server: Running) -> None:
    """Clients that do not read their answers keep no worker from others."""
    host, port = address(server)
    query = quote("SELECT * WHERE { ?s ?p ?o } LIMIT 3000")
    slow = []
    try:
        for _ in range(40):
            raw = socket.socket()
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.connect((host, port))
            raw.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            slow.append(raw)
        with client(server.url, OTHER) as http:
            for number in range(20):  # sooner than who does not read is given up
                answer = http.get("/sparql", params={"query": SMALL.format(number)}, timeout=10)
                assert answer.status_code == 200
    finally:
        for raw in slow:
            raw.close()


def test_a_client_that_leaves_takes_its_query_along() -> None:
    """When a client disconnects, its long query is ended, and its worker is free for the next."""
    with serving("--no-explorer", "--seconds", "600", "--long-workers", "1") as server:
        for number in range(6):
            with socket.create_connection(address(server), 5) as raw:
                query = quote(f"{CROSS} #{number}")
                raw.sendall(
                    f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
                )
                wait_for(server, "nemokg_requests_running 2.0")
            wait_for(server, f'nemokg_requests_total{{route="sparql",status="499"}} {number + 1}.0')
        # It goes to the one worker that would be at these queries for an hour.
        assert server.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 7").status_code == 200


def wait_for(server: Running, line: str) -> None:
    """Wait until the metrics of a server have a line."""
    deadline = time.monotonic() + GIVEN_UP
    while line not in server.client.get("/metrics").text:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_worker_that_is_killed_is_replaced(server: Running) -> None:
    """After kill -9 of all workers, the next queries are answered and as many workers live."""
    before = server.children()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        now = server.children()
        if len(now) == len(before) and not set(now) & set(before):
            break
        time.sleep(0.05)
    assert len(server.children()) == len(before)
    assert server.ask(SMALL.format(1)).status_code == 200


def test_a_query_survives_the_death_of_its_worker() -> None:
    """A query whose worker is killed is asked of another."""
    query = SMALL.format(1)
    with serving(*LIMITS, "--cache", "0") as server, ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(server.ask, query) for _ in range(200)]
        for pid in server.children()[:2]:
            time.sleep(0.05)
            os.kill(pid, signal.SIGKILL)
        statuses = [each.result().status_code for each in answers]
    assert set(statuses) == {200}


def test_nothing_outlives_a_server_that_is_killed(tmp_path: object) -> None:
    """After kill -9 of the server no worker lives, though one was busy, and the next cleans up."""
    folder = str(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", folder)
        with serving("--seconds", "60", "--no-explorer") as server:
            children = server.children()
            assert len(children) >= 4
            busy = threading.Thread(target=_ignore, args=(server, CROSS))
            busy.start()
            wait_for(server, "nemokg_requests_running 2.0")
            server.process.kill()
            server.process.wait()
            busy.join()
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline and any(map(alive, children)):
                time.sleep(0.02)
            assert not any(map(alive, children))
        assert len(os.listdir(folder)) == 1
        with serving("--no-explorer"):
            assert len(os.listdir(folder)) == 1
        assert os.listdir(folder) == []


def _ignore(server: Running, query: str) -> None:
    with pytest.raises(httpx.HTTPError):
        server.ask(query)


def test_a_server_that_is_told_to_stop_answers_first() -> None:
    """On SIGTERM a query that runs is answered, then the process ends with 0."""
    with serving("--no-explorer", "--seconds", "1", "--workers", "2") as server:
        with ThreadPoolExecutor(1) as threads:
            asked = threads.submit(server.ask, CROSS)
            wait_for(server, "nemokg_requests_running 2.0")
            server.process.send_signal(signal.SIGTERM)
            assert asked.result().status_code == 503
        assert server.process.wait(10) == 0
