"""The files that are served as they are: the explorer, the ontology and what describes the data."""

from __future__ import annotations

import mimetypes
import os
from hashlib import blake2b

from starlette.responses import FileResponse

from nemokg.rdf.media_types import FILES, RESULTS_TSV
from nemokg.server.http.messages import (
    Headers,
    Receive,
    Scope,
    Send,
    content_type,
    header,
    respond,
    takes_gzip,
)
from nemokg.site.index import POLICY

_TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".tsv": RESULTS_TSV.media_type,
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    **{ending: each.media_type for each in FILES for ending in each.endings},
}
PACKED = ".gz"
_FRESH = (b"cache-control", b"public, max-age=300")


class File:
    """A file, and its packed copy where there is one beside it."""

    def __init__(self, path: str) -> None:
        self.path = path
        suffix = os.path.splitext(path)[1]
        media = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        self._media = content_type(media)
        self._packed = os.path.exists(path + PACKED)
        self._etag = ""

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, packed where the client takes that, or say that it has it already."""
        packed = self._packed and takes_gzip(scope)
        self._etag = self._etag or _digest(self.path)
        etag = f'"{self._etag}{"-gzip" if packed else ""}"'
        headers: Headers = [
            (b"etag", etag.encode()), _FRESH, (b"vary", b"Accept-Encoding"),
            (b"content-security-policy", f"{POLICY}; frame-ancestors 'none'".encode()),
            (b"referrer-policy", b"no-referrer"),
        ]  # fmt: skip
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        if etag in header(scope, b"if-none-match"):
            await respond(scope, send, 304, headers)
            return
        found = {name.decode(): value.decode() for name, value in headers}
        path = self.path + PACKED if packed else self.path
        response = FileResponse(path, headers=found, media_type=self._media)
        await response(scope, receive, send)


class Files:
    """Files by the paths at which they are served; they may come later."""

    def __init__(self) -> None:
        self.coming = False
        self._found: dict[str, File] = {}

    def find(self, path: str) -> File | None:
        """Return the file at a path, or None."""
        return self._found.get(path)

    def add(self, folder: str) -> None:
        """Serve all files below a folder by their paths there."""
        for parent, _, names in os.walk(folder):
            for name in names:
                if not name.endswith(PACKED):
                    path = os.path.join(parent, name)
                    self._found[os.path.relpath(path, folder).replace(os.sep, "/")] = File(path)


def _digest(path: str) -> str:
    with open(path, "rb") as stream:
        return blake2b(stream.read(), digest_size=12).hexdigest()
