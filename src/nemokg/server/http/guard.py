"""HTTP connections with limits on what a client may send, and on how slowly it sends and reads."""

from __future__ import annotations

import asyncio
import json
from typing import Any, ClassVar, NoReturn, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from nemokg.server.http.addresses import client_address
from nemokg.server.refusal import Refusal

PATH, ADDRESS, HEADERS = 2_000, 32_000, 32_000  # bytes of each that are read
_CUT = 400_000  # bytes of a request line and headers after which a connection ends
_PER_HEADER = 32  # bytes that each header counts for beside its own
_PIPELINED = 16  # requests that may follow one that is not answered yet
_PARTS, _PART = 1_000, 256  # of a body: how many, and how large they are on average if more
PATIENCE = 20.0  # seconds for a head to come, and for a part of an answer to be taken
_LINGER = 5.0  # seconds in which a client that is refused may finish what it sends
_LARGE = 60_000  # bytes
_DRAINED = 16_000_000  # bytes that it may send meanwhile
_FIRST_PROBE, _LAST_PROBE = 0.1, 1.0  # seconds
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_LONG_ADDRESS = "The URL is too long; post the query to /sparql."


def _answer(status: str, sentence: str) -> bytes:
    body = json.dumps({"status": int(status.split()[0]), "error": sentence}).encode() + b"\n"
    return (
        b"HTTP/1.1 %s\r\ncontent-type: application/json\r\nconnection: close\r\n"
        b"content-length: %d\r\n\r\n%s" % (status.encode(), len(body), body)
    )


_LONG_HEAD = _answer("414 URI Too Long", _LONG_ADDRESS)
_LONG_HEADERS = _answer(
    "431 Request Header Fields Too Large", "The headers are too long; send fewer or shorter ones."
)
_TOO_MANY = _answer(
    "429 Too Many Requests", "You have too many connections here; close those you do not need."
)
_FULL = _answer("503 Service Unavailable", "Too many connections are open; come back in a moment.")
_NO_HTTP = _answer("400 Bad Request", "The request is not valid HTTP; correct it.")


class Joined:
    """A transport that sends what is written in one turn of the loop at once.

    The head and the body of a small answer are then one packet, and wake the client once: that is a
    tenth of what an answer costs.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send data, soon."""
        if not self._parts:
            self._loop.call_soon(self._flush)
        self._parts.append(data)
        if len(data) > _LARGE:  # so that the transport can say when it has too much
            self._flush()

    def close(self) -> None:
        """Send what is left, and close."""
        self._flush()
        self._transport.close()

    def write_eof(self) -> None:
        """Send what is left, and say that nothing follows."""
        self._flush()
        if not self._transport.is_closing():
            self._transport.write_eof()

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(parts[0] if len(parts) == 1 else b"".join(parts))


class Guarded(HttpToolsProtocol):
    """A connection that ends when its client sends without end, or stops reading.

    One client has `per_client` connections at most, and all have `in_all`. Where these are taken,
    the client that has most of them loses one to a client that has fewer.

    uvicorn promises nothing of the class that this is derived from: `pyproject.toml` says up to
    which version it was read, and tests hold what is relied on.
    """

    per_client = in_all = 0  # no limit
    # The connections of each client, the oldest first.
    _clients: ClassVar[dict[str, dict[Guarded, None]]] = {}

    _address_size = 0
    _headers_size = 0
    _loose = 0  # bytes since the last that belong to a body
    _drained = 0  # bytes since an answer that the request did not wait for
    _in_head = True
    _lingering = False
    _refused = False
    _last_word = _NO_HTTP
    _body_size = _body_parts = 0
    _arriving: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _probing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        joined = cast("asyncio.Transport", Joined(transport, self.loop))
        super().connection_made(joined)
        self._client = client_address({"client": self.client})
        refusal = self._admit()
        self._clients.setdefault(self._client, {})[self] = None
        if refusal:
            self._refused = True
            transport.write(refusal)
            transport.close()
        self._await(PATIENCE)

    def on_message_begin(self) -> None:
        """Begin to count what a head has."""
        if len(self.pipeline) >= _PIPELINED:
            self._stop(b"")  # who is cut off may ask again, by the protocol
        self._in_head = True
        self._loose = self._address_size = self._headers_size = 0
        self._body_size = self._body_parts = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take a part of the address, unless it is too long to be read."""
        self._address_size += len(url)
        if self._address_size <= ADDRESS:
            super().on_url(url)
        else:
            self.url = b"/"

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what comes after a body is nobody's, and would be without end."""
        self._headers_size += len(name) + len(value) + _PER_HEADER
        if self._headers_size > HEADERS:
            self._stop(_LONG_HEADERS if self._in_head else b"")
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Wait no longer: the head is there. The application refuses one that is too long."""
        self._in_head = False
        self._arrived()
        if self._address_size > ADDRESS or len(self.url.partition(b"?")[0]) > PATH:
            self.url = b"/"
            self.scope["state"]["refusal"] = Refusal(414, _LONG_ADDRESS)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        self._loose = 0
        self._body_size += len(body)
        self._body_parts += 1
        if self._body_parts > max(_PARTS, self._body_size // _PART):
            self._stop(b"")
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait no longer: the request is complete, though it is answered already."""
        if self._lingering:
            self._lingering = False
            self._arrived()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Give the client a moment for the rest of its request, which nobody waits for."""
        unfinished = not self.pipeline and self.cycle.more_body
        super().on_response_complete()
        if unfinished and not self.transport.is_closing():
            self._lingering = True
            self._drained = 0
            self._arrived()
            self._await(_LINGER)

    def send_400_response(self, msg: str) -> None:
        """Refuse what the parser could not go on with."""
        self._refuse(self._last_word)

    def data_received(self, data: bytes) -> None:
        """Hand on what comes, unless it is too much."""
        if self._refused:
            return
        self._loose += len(data)
        super().data_received(data)
        if self._lingering:
            self._drained += len(data)
        if self._refused:
            return
        if self._loose > _CUT or self._drained > _DRAINED:
            self._refuse(_LONG_HEAD if self._in_head else b"")
        elif self._arriving is None and (self._in_head or self.cycle.response_complete):
            self._await(PATIENCE)  # else it is up to the server

    def eof_received(self) -> bool:  # type: ignore[override]
        """Let a client that sends no more have the answer to what it has sent."""
        if self._refused or self._in_head or self.cycle.response_complete or self.cycle.more_body:
            self.transport.close()  # when all that was written is sent
            return False
        self.cycle.keep_alive = False
        if self.scope.get("http_version") == "1.1":
            self._probing = self.loop.call_later(_FIRST_PROBE, self._probe, _FIRST_PROBE)
        return True

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what was sent."""
        super().pause_writing()
        if self._taking is None:
            self._taking = self.loop.call_later(PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """Take note that the client reads."""
        super().resume_writing()
        self._taken()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._arrived()
        self._taken()
        if self._probing is not None:
            self._probing.cancel()
        self._forget()
        super().connection_lost(exc)

    def _admit(self) -> bytes:
        """Make room for this connection; return the answer that refuses it where there is none."""
        own = len(self._clients.get(self._client, ()))
        if 0 < self.per_client <= own:
            return _TOO_MANY
        if 0 < self.in_all <= sum(map(len, self._clients.values())):
            most = max(self._clients.values(), key=len)
            if len(most) <= own + 1:
                return _FULL
            spared = next((each for each in most if each.is_idle), next(iter(most)))
            spared._forget()
            spared.transport.abort()
        return b""

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being answered here."""
        return self.cycle is None or self.cycle.response_complete

    def _forget(self) -> None:
        """Count this connection no longer."""
        own = self._clients.get(self._client, {})
        own.pop(self, None)
        if not own:
            self._clients.pop(self._client, None)

    def _probe(self, pause: float) -> None:
        """See whether a client that sends no more is still there, without an answer to send it.

        One that has left closes the connection over what is written; any other has to pass over it.
        """
        if not self.transport.is_closing() and not self.cycle.response_started:
            if not self.pipeline:  # else an answer to an earlier request is being written
                self.transport.write(_CONTINUE)
            pause = min(2 * pause, _LAST_PROBE)
            self._probing = self.loop.call_later(pause, self._probe, pause)

    def _stop(self, last_word: bytes) -> NoReturn:
        """Let the parser read no further: what is left of the data could be much."""
        self._last_word = last_word
        raise ConnectionAbortedError

    def _refuse(self, last_word: bytes) -> None:
        """End the connection, with an answer or without."""
        self._refused = True
        if last_word:
            self.transport.write(last_word)
            self.transport.write_eof()
            self.loop.call_later(_LINGER, self.transport.abort)
        else:
            self.transport.abort()

    def _await(self, seconds: float) -> None:
        """End the connection if what the client owes does not come in time."""
        self._arriving = self.loop.call_later(seconds, self.transport.abort)

    def _arrived(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
