"""The parts of an HTTP response, below any framework."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from nemokg.server.refusal import Refusal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_LONGEST = 4_000
_PATIENCE = 20.0  # seconds
_PIECE = 65_536


def header_value(scope: Scope, name: bytes) -> str:
    """Return a header of the request, its values joined, or an empty text.

    Of one that is very long the rest is not looked at.

    >>> header_value({"headers": [(b"accept", b"text/csv"), (b"accept", b"text/html")]}, b"accept")
    'text/csv,text/html'
    """
    values = [value for key, value in scope["headers"] if key == name]
    return b",".join(values)[:_LONGEST].decode("latin-1")


def accepts_gzip(scope: Scope) -> bool:
    """Return whether the client takes what is packed by gzip.

    >>> def takes(header):
    ...     return accepts_gzip({"headers": [(b"accept-encoding", header)]})
    >>> takes(b"br, gzip;q=0.5"), takes(b"*"), takes(b"gzip; q=0, *"), takes(b"gzip;q=x")
    (True, True, False, False)
    """
    accepted = header_value(scope, b"accept-encoding")
    if not accepted:
        return False
    codings = {}
    for each in accepted.lower().split(","):
        name, _, quality = each.partition(";")
        codings[name.strip()] = quality.strip()
    quality = codings.get("gzip", codings.get("*", "q=0"))
    try:
        return not quality or float(quality.removeprefix("q=")) > 0
    except ValueError:
        return False


def content_type(media: str) -> str:
    """Return a media type with the charset where it takes one.

    >>> content_type("text/csv"), content_type("application/ld+json")
    ('text/csv; charset=utf-8', 'application/ld+json')
    """
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


async def respond(
    scope: Scope, send: Send, status: int, headers: Headers, body: bytes = b""
) -> None:
    """Send an answer in full; without its body where only the head is asked for."""
    length = (b"content-length", b"%d" % len(body))
    none = status in (204, 304)
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": headers if none else [*headers, length],
        }
    )
    hidden = none or scope["method"] == "HEAD"
    if hidden:
        body = b""
    # In pieces, each of which waits until the client has taken most of those before.
    for start in range(0, len(body) - _PIECE, _PIECE):
        piece = body[start : start + _PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    rest = body[(max(len(body) - 1, 0) // _PIECE) * _PIECE :]
    await send({"type": "http.response.body", "body": rest})


async def read_body(scope: Scope, receive: Receive, max_bytes: int) -> bytes:
    """Return the body of a request; Refusal where it is longer than `max_bytes` bytes or slow."""
    length = header_value(scope, b"content-length")
    if length.isdecimal() and int(length) > max_bytes:
        raise too_long_refusal(max_bytes)
    try:
        async with asyncio.timeout(_PATIENCE):
            return await _body(receive, max_bytes)
    except TimeoutError:
        raise Refusal(408, "The request did not arrive in time; send it without pauses.") from None


async def _body(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        if len(body) > most:
            raise too_long_refusal(most)
        if not message.get("more_body"):
            return bytes(body)


def too_long_refusal(max_bytes: int, in_address: bool = False) -> Refusal:
    """Return what is said of a request that is too long."""
    status = 414 if in_address else 413
    return Refusal(
        status, f"A query may have at most {max_bytes:,} bytes here; write a shorter one."
    )


class Gone(Exception):  # noqa: N818 - no fault
    """The client has left."""
