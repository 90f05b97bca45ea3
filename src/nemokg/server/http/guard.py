"""HTTP connections with limits on what a client may send and how slowly it may send and read."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from nemokg.server.http.addresses import client_of

HEAD = 400_000  # bytes of a request line and headers
PATIENCE = 20.0  # seconds for a head to come, and for a part of an answer to be taken
_LINGER = 5.0  # seconds in which a client that is refused may finish what it sends
_LARGE = 60_000  # bytes
_DRAINED = 16_000_000  # bytes that it may send meanwhile


def _answer(status: str, sentence: str) -> bytes:
    body = json.dumps({"status": int(status.split()[0]), "error": sentence}).encode() + b"\n"
    return (
        b"HTTP/1.1 %s\r\ncontent-type: application/json\r\nconnection: close\r\n"
        b"access-control-allow-origin: *\r\ncontent-length: %d\r\n\r\n%s"
        % (status.encode(), len(body), body)
    )


_TOO_LONG = _answer("414 URI Too Long", "The address or the headers are too long; post the query.")
_TOO_MANY = _answer(
    "429 Too Many Requests", "You have too many connections here; close those you do not need."
)
_NO_HTTP = _answer("400 Bad Request", "The request is no HTTP that can be read; correct it.")


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

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(parts[0] if len(parts) == 1 else b"".join(parts))


class Guarded(HttpToolsProtocol):
    """A connection that ends when its client sends without end, or stops reading.

    One client has `per_client` connections at most, so that it cannot take those of all others.
    """

    per_client = 0  # no limit
    _clients: ClassVar[Counter[str]] = Counter()

    _loose = 0  # bytes since the last that belong to a body
    _drained = 0  # bytes since an answer that the request did not wait for
    _in_head = True
    _lingering = False
    _refused = False
    _coming: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        joined = cast("asyncio.Transport", Joined(transport, self.loop))
        super().connection_made(joined)
        self._client = client_of({"client": self.client})
        self._clients[self._client] += 1
        if 0 < self.per_client < self._clients[self._client]:
            self._refused = True
            transport.write(_TOO_MANY)
            transport.close()
        self._await(PATIENCE)

    def on_message_begin(self) -> None:
        """Begin to count what a head has."""
        self._in_head = True
        self._loose = 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what comes after a body is nobody's, and would be without end."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Wait no longer: the head is there."""
        self._in_head = False
        self._came()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        self._loose = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait no longer: the request is whole, though it is answered already."""
        if self._lingering:
            self._lingering = False
            self._came()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Give the client a moment for the rest of its request, which nobody waits for."""
        unfinished = not self.pipeline and self.cycle.more_body
        super().on_response_complete()
        if unfinished and not self.transport.is_closing():
            self._lingering = True
            self._drained = 0
            self._came()
            self._await(_LINGER)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refused = True
        self.transport.write(_NO_HTTP)
        self.transport.close()

    def data_received(self, data: bytes) -> None:
        """Hand on what comes, unless it is too much."""
        if self._refused:
            return
        self._loose += len(data)
        super().data_received(data)
        if self._lingering:
            self._drained += len(data)
        if self._loose > HEAD or self._drained > _DRAINED:
            self._refuse()
        elif self._coming is None and (self._in_head or self.cycle.response_complete):
            self._await(PATIENCE)  # else it is up to the server

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
        self._came()
        self._taken()
        self._clients[self._client] -= 1
        if not self._clients[self._client]:
            del self._clients[self._client]
        super().connection_lost(exc)

    def _refuse(self) -> None:
        self._refused = True
        if self._in_head:
            self.transport.write(_TOO_LONG)
            self.loop.call_later(_LINGER, self.transport.close)
        else:
            self.transport.abort()

    def _await(self, seconds: float) -> None:
        """End the connection if what the client owes does not come in time."""
        self._coming = self.loop.call_later(seconds, self.transport.abort)

    def _came(self) -> None:
        if self._coming is not None:
            self._coming.cancel()
            self._coming = None

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
