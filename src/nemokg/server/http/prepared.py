"""Responses that are the same for everybody: built once, and sent as often as requested."""

from __future__ import annotations

import gzip
import json
from hashlib import blake2b

from nemokg.server.http.conditions import client_has_current
from nemokg.server.http.messages import (
    Headers,
    Scope,
    Send,
    accepts_gzip,
    content_type,
    respond,
)

_WORTH_PACKING = 1000


class Prepared:
    r"""The bytes of an answer, packed and not, and their validators.

    >>> Prepared.of_json({"a": 1}).body
    b'{\n  "a": 1\n}\n'
    """

    def __init__(self, media_type: str, body: bytes) -> None:
        self.body = body
        self._packed = gzip.compress(body, mtime=0) if len(body) > _WORTH_PACKING else None
        self._etag = blake2b(body, digest_size=12).hexdigest()
        self._media_type = content_type(media_type)

    @classmethod
    def of_json(cls, value: object) -> Prepared:
        """Return the answer that a value is as JSON."""
        text = json.dumps(value, ensure_ascii=False, indent=2)
        return cls("application/json", f"{text}\n".encode())

    async def send(self, scope: Scope, send: Send) -> None:
        """Send the answer, or say that the client has it already."""
        packed = self._packed if accepts_gzip(scope) else None
        etag = f'"{self._etag}{"-gzip" if packed else ""}"'
        headers: Headers = [
            (b"content-type", self._media_type.encode()),
            (b"cache-control", b"public, max-age=300"),
            (b"etag", etag.encode()),
            (b"vary", b"Accept-Encoding"),
        ]
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        if client_has_current(scope, etag):
            await respond(scope, send, 304, headers)
        else:
            await respond(scope, send, 200, headers, packed or self.body)
