"""Connections to a server in this process: long, slow, half-closed and pipelined requests."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest
import uvicorn
from uvicorn.server import ServerState

from nemokg.server.http import guard
from nemokg.server.http.access import Access
from nemokg.server.http.answering import result_unless_disconnected
from nemokg.server.http.guard import Guarded
from nemokg.server.http.messages import Gone, respond
from nemokg.server.http.observe import Metrics, Observed, log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nemokg.server.http.messages import Receive, Scope, Send

GIVEN_UP = 20
GET = "GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Served(NamedTuple):
    """A server in this process; `left` counts the clients that left before they had an answer."""

    port: int
    left: threading.Semaphore
    released: threading.Event

    @contextmanager
    def connected(self, *data: str | bytes) -> Iterator[socket.socket]:
        """Connect, and send."""
        with socket.create_connection(("127.0.0.1", self.port), GIVEN_UP) as raw:
            for each in data:
                raw.sendall(each.encode() if isinstance(each, str) else each)
            yield raw

    def answer_to(self, *data: str | bytes) -> tuple[bytes, bytes]:
        """Return the head and the body that are sent until the connection ends."""
        with self.connected(*data) as raw:
            raw.shutdown(socket.SHUT_WR)
            head, _, body = read(raw).partition(b"\r\n\r\n")
        return head, body


def read(raw: socket.socket) -> bytes:
    """Return all that comes until the other side ends the connection, in whatever way."""
    received = b""
    try:
        while part := raw.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return received


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """Serve the path of each request, or nothing before it is released, with little patience."""
    left, released = threading.Semaphore(0), threading.Event()

    async def waiting() -> bytes:
        await asyncio.to_thread(released.wait, GIVEN_UP)
        return b"released"

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        body = scope["path"].encode()
        if body == b"/wait":
            try:
                body = await result_unless_disconnected(receive, waiting())
            except Gone:
                left.release()
                raise
        await respond(scope, send, 200, [], body)

    with pytest.MonkeyPatch.context() as patch, socket.socket() as listening:
        patch.setattr(guard, "PATIENCE", 1.0)
        patch.setattr(guard, "_LINGER", 0.2)
        patch.setattr(log, "on", False)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        app = Observed(handle, Metrics(), Access())
        config = uvicorn.Config(app, http=Guarded, ws="none", lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield Served(listening.getsockname()[1], left, released)
        released.set()
        server.should_exit = True
        thread.join()


def test_a_half_closed_client_has_its_answer(served: Served) -> None:
    """Who sends a request and shuts its side down has the answer, at once or later."""
    served.released.clear()
    assert served.answer_to(GET.format("/now"))[1] == b"/now"
    with served.connected(GET.format("/wait")) as raw:
        raw.shutdown(socket.SHUT_WR)
        assert raw.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        served.released.set()
        assert read(raw).endswith(b"\r\n\r\nreleased")


def test_a_half_closed_client_of_old_is_sent_the_answer_alone(served: Served) -> None:
    """HTTP/1.0 knows no interim answers, so that none is sent to see whether a client is there."""
    served.released.clear()
    with served.connected("GET /wait HTTP/1.0\r\n\r\n") as raw:
        raw.shutdown(socket.SHUT_WR)
        raw.settimeout(0.5)
        with pytest.raises(TimeoutError):
            raw.recv(1)
        served.released.set()
        raw.settimeout(GIVEN_UP)
        assert read(raw).startswith(b"HTTP/1.1 200 OK")


def test_a_client_that_leaves_is_noticed(served: Served) -> None:
    """Who closes the connection, and does not only end its side, is not worked for any longer."""
    served.released.clear()
    for _ in range(3):
        with served.connected(GET.format("/wait")):
            pass
        assert served.left.acquire(timeout=GIVEN_UP)


def test_a_request_that_is_cut_short_ends(served: Served) -> None:
    """Who shuts its side down in the middle of a request has nothing to wait for."""
    assert served.answer_to("GET /now HTTP/1.1\r\nHost: loc") == (b"", b"")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /x?query=" + "y" * 40_000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        ("GET /" + "y" * 3_000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        ("GET /x?query=" + "y" * 10_000_000, 414),
        ("GET /x HTTP/1.1\r\nHost: localhost\r\nAccept: " + "a/b," * 95_000 + "\r\n\r\n", 431),
        ("GET /x HTTP/1.1\r\nHost: localhost\r\n" + "a:\r\n" * 95_000 + "\r\n", 431),
        ("GET /x HTTP/1.1\r\nHost: localhost\r\n" + "a: b\r\n" * 900 + "\r\n", 200),
        ("GET /x?query=" + "y" * 30_000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
        ("nonsense\r\n\r\n", 400),
    ],
    ids=["address", "path", "endless", "Accept", "many", "some", "query", "no HTTP"],
)
def test_a_head_that_is_too_long_is_refused(served: Served, head: str, status: int) -> None:
    """An address or headers that are too long are refused, in JSON with a sentence."""
    with served.connected() as raw:
        threading.Thread(target=sent, args=(raw, head.encode())).start()
        raw.settimeout(GIVEN_UP)
        first = raw.recv(1000)
    assert first.startswith(f"HTTP/1.1 {status} ".encode())
    if status != 200:
        assert json.loads(first.partition(b"\r\n\r\n")[2])["error"].endswith(".")


def sent(raw: socket.socket, data: bytes) -> None:
    """Send data as far as they are taken."""
    with suppress(OSError):
        raw.sendall(data)


def test_a_page_says_to_a_browser_that_its_address_is_too_long(served: Served) -> None:
    """Also a request that is not read in full is refused in the form that its client accepts."""
    request = f"GET /?{'y' * 40_000} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"
    head, body = served.answer_to(request)
    assert head.startswith(b"HTTP/1.1 414 ")
    assert b"<h1>414 " in body


def test_a_few_requests_may_follow_each_other_unanswered(served: Served) -> None:
    """Requests that are sent without waiting for answers are answered in their order."""
    requests = "".join(GET.format(f"/{number}") for number in range(10))
    with served.connected(requests) as raw:
        raw.shutdown(socket.SHUT_WR)
        received = read(raw)
    ends = [received.index(b"\r\n\r\n/%d" % number) for number in range(10)]
    assert ends == sorted(ends)


def test_thousands_of_requests_at_once_are_cut_off(served: Served) -> None:
    """Who sends many requests in one piece is not worked for before others have had their turn."""
    requests = GET.format("/wait") + GET.format("/now") * 5_000
    served.released.set()
    with served.connected() as raw:
        sent(raw, requests.encode())
        assert read(raw).count(b"HTTP/1.1 200 OK") < 100


def test_a_body_in_crumbs_is_cut_off(served: Served) -> None:
    """A body that comes in thousands of tiny chunks costs more than it says, and is not read."""
    head = "POST /wait HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    served.released.clear()
    with served.connected(head) as raw:
        sent(raw, b"1\r\nx\r\n" * 5_000)
        assert read(raw) == b""
    assert served.left.acquire(timeout=GIVEN_UP)


@pytest.mark.parametrize("line", [b"x-more: 1\r\n" * 5000, b"x" * 65_536], ids=["lines", "line"])
def test_trailers_without_end_are_cut_off(served: Served, line: bytes) -> None:
    """What follows the last chunk of a body may not go on without end."""
    head = "GET /now HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    with served.connected(head + "0\r\nx-more: ") as raw:
        assert ends(raw, line, 0, 500)


@pytest.mark.parametrize("length", [100, 99_999_999])
def test_a_body_that_nobody_waits_for_has_an_end(served: Served, length: int) -> None:
    """A request that was answered before it was complete keeps its connection for a moment only."""
    head = f"POST /now HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
    with served.connected(head) as raw:
        assert raw.recv(1000).startswith(b"HTTP/1.1 ")
        assert ends(raw, b"x", 0.05, 60)


def ends(raw: socket.socket, part: bytes, pause: float, most: int) -> bool:
    """Return whether the server ends a connection over which parts of a request go on to come."""
    raw.settimeout(pause or GIVEN_UP)
    try:
        for _ in range(most):
            raw.sendall(part)
            if pause:
                try:
                    if not raw.recv(1000):
                        return True
                except TimeoutError:
                    pass
    except OSError:
        return True
    return False


def test_the_rest_of_a_body_leaves_the_connection_to_the_next_request(served: Served) -> None:
    """Who sends the rest of a body in time may use the connection again."""
    first = "GET /now HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n"
    with served.connected(first) as raw:
        assert raw.recv(1000).startswith(b"HTTP/1.1 200 ")
        raw.sendall(f"xyz{GET.format('/again')}".encode())
        assert raw.recv(1000).endswith(b"/again")


@pytest.mark.parametrize("begun", ["", "GET /now HTTP/1.1\r\nHost: loc"], ids=["none", "part"])
def test_a_head_that_does_not_come_ends_the_connection(served: Served, begun: str) -> None:
    """Who connects and does not send a request in time is disconnected."""
    with served.connected(begun) as raw:
        assert read(raw) == b""


class Peer(asyncio.Transport):
    """A transport that has nothing but an address at its other end, and keeps what is written."""

    def __init__(self, host: str) -> None:
        super().__init__({"peername": (host, 1)})
        self.written = b""
        self.aborted = False

    def write(self, data: object) -> None:
        """Keep what is written."""
        self.written += data if isinstance(data, bytes) else b""

    def close(self) -> None:
        """Do nothing."""

    def abort(self) -> None:
        """Take note of the end."""
        self.aborted = True


def refused(hosts: list[str], per_client: int = 0, in_all: int = 0) -> list[str]:
    """Return the status with which each connection is refused, or how it is, in the end."""

    async def run() -> list[str]:
        async def app(scope: object, receive: object, send: object) -> None: ...

        config, state = uvicorn.Config(app, lifespan="off", log_config=None), ServerState()
        peers = [Peer(host) for host in hosts]
        connections = [Guarded(config, state, {}) for _ in hosts]
        for peer, connection in zip(peers, connections, strict=True):
            connection.connection_made(peer)
        for connection in connections:
            connection.connection_lost(None)
        assert not Guarded._clients
        return [
            "ended" if peer.aborted else peer.written.decode()[9:12] or "open" for peer in peers
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Guarded, "per_client", per_client)
        patch.setattr(Guarded, "in_all", in_all)
        return asyncio.run(run())


def test_connections_are_counted_by_site() -> None:
    """All addresses of a /48 of IPv6 together have no more connections than one of IPv4."""
    hosts = ["2001:db8::1", "2001:db8:0:1::1", "2001:db8:0:ffff::1", "2001:db8:1::1"]
    assert refused(hosts, per_client=2) == ["open", "open", "429", "open"]
    mapped = ["::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1", "::ffff:192.0.2.2"]
    assert refused(mapped, per_client=2) == ["open", "open", "429", "open"]


def test_when_all_connections_are_taken_who_has_most_loses_one() -> None:
    """A few clients cannot keep all others out: each of these has a connection at their cost."""
    greedy = ["192.0.2.1"] * 3 + ["192.0.2.2"] * 3
    others = [f"198.51.100.{number}" for number in range(4)]
    fates = refused(greedy + others, in_all=6)
    assert fates[6:] == ["open"] * 4
    assert fates[:6].count("ended") == 4
    assert {"open"} == {fates[2], fates[5]}  # the oldest goes first
    assert refused([*others, "192.0.2.1"], in_all=4) == [*["open"] * 4, "503"]
