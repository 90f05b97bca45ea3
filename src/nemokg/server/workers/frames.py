"""The messages between server and workers: a head in JSON and a body of bytes, with lengths."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket

_LENGTHS = struct.Struct(">II")


def pack_frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a message as it goes over the wire."""
    text = json.dumps(head, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


class Buffer:
    """The bytes that have come, until they are a message.

    >>> buffer = Buffer()
    >>> buffer.feed(pack_frame({"a": 1}, b"body")[:-1])
    >>> buffer.feed(b"y")
    ({'a': 1}, b'body')
    """

    __slots__ = ("_data",)

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> tuple[dict[str, Any], bytes] | None:
        """Add bytes, and return the message if it is whole; there is one at a time."""
        self._data += data
        if len(self._data) < _LENGTHS.size:
            return None
        head, body = _LENGTHS.unpack_from(self._data)
        start = _LENGTHS.size + head
        if len(self._data) < start + body:
            return None
        with memoryview(self._data) as view:  # which may be large, and is copied once
            message = json.loads(bytes(view[_LENGTHS.size : start])), bytes(view[start:])
        self._data = bytearray()
        return message


def receive_frame(stream: socket.socket) -> dict[str, Any] | None:
    """Return the head of the next message, or None if the other side has gone."""
    lengths = _exactly(stream, _LENGTHS.size)
    if lengths is None:
        return None
    head, body = _LENGTHS.unpack(lengths)
    text = _exactly(stream, head + body)
    return None if text is None else json.loads(text[:head])


def _exactly(stream: socket.socket, count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        part = stream.recv(count - len(data))
        if not part:
            return None
        data += part
    return data
