"""HTTP connections with limits on what a client may send and how slowly it may send and read."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD = 400_000  # bytes of a request line and headers
PATIENCE = 20.0  # seconds for a head to come, and for a part of an answer to be taken
_LINGER = 5.0  # seconds in which a client that is refused may finish what it sends
_LARGE = 60_000  # bytes
_SENTENCE = "The address or the headers are too long; post the query."
_BODY = json.dumps({"status": 414, "error": _SENTENCE}).encode() + b"\n"
_TOO_LONG = (
    b"HTTP/1.1 414 URI Too Long\r\ncontent-type: application/json\r\nconnection: close\r\n"
    b"access-control-allow-origin: *\r\ncontent-length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
)
_TOO_MANY = b"HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


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
    """A connection that ends when its client sends a head without end, or stops reading.

    One address has `per_address` connections at most, so that it cannot take those of all others.
    """

    per_address = 0  # no limit
    _addresses: ClassVar[Counter[str]] = Counter()

    _head = 0
    _in_head = True
    _refused = False
    _coming: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        joined = cast("asyncio.Transport", Joined(transport, self.loop))
        super().connection_made(joined)
        self._address = self.client[0] if self.client else ""
        self._addresses[self._address] += 1
        if 0 < self.per_address < self._addresses[self._address]:
            self._refused = True
            transport.write(_TOO_MANY)
            transport.close()
        self._coming = self.loop.call_later(PATIENCE, transport.abort)

    def on_message_begin(self) -> None:
        """Begin to count what a head has."""
        self._in_head = True
        self._head = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Wait no longer: the head is there."""
        self._in_head = False
        if self._coming is not None:
            self._coming.cancel()
            self._coming = None
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Hand on what comes, unless it is a head that is too long."""
        if self._refused:
            return
        super().data_received(data)
        if not self._in_head:
            return
        self._head += len(data)
        if self._head > HEAD:
            self._refused = True
            self.transport.write(_TOO_LONG)
            self.loop.call_later(_LINGER, self.transport.close)
        elif self._coming is None:
            self._coming = self.loop.call_later(PATIENCE, self.transport.abort)

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
        if self._coming is not None:
            self._coming.cancel()
        self._taken()
        self._addresses[self._address] -= 1
        if not self._addresses[self._address]:
            del self._addresses[self._address]
        super().connection_lost(exc)

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
