"""The files that are served as they are: the explorer, the ontology and what describes the data."""

from __future__ import annotations

import mimetypes
import os
from hashlib import blake2b

from starlette.responses import FileResponse

from nemokg.rdf.media_types import FILES, RESULTS_TSV, TURTLE
from nemokg.server.http.conditions import client_has_current, without_ignored_range
from nemokg.server.http.messages import (
    Headers,
    Receive,
    Scope,
    Send,
    accepts_gzip,
    content_type,
    respond,
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
# What describes the data and the queries.
VOID = ".well-known/void"
EXAMPLES = ".well-known/sparql-examples"
_FRESH = (b"cache-control", b"public, max-age=300")


class File:
    """A file, and its packed copy where there is one beside it."""

    def __init__(self, path: str, media_type: str) -> None:
        self._path = path
        self._media_type = content_type(media_type)
        self._packed = os.path.exists(path + PACKED)
        with open(path, "rb") as stream:
            self._etag = blake2b(stream.read(), digest_size=12).hexdigest()

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, packed where the client takes that, or say that it has it already."""
        packed = self._packed and accepts_gzip(scope)
        etag = f'"{self._etag}{"-gzip" if packed else ""}"'
        headers: Headers = [
            (b"etag", etag.encode()), _FRESH, (b"vary", b"Accept-Encoding"),
            (b"content-security-policy", f"{POLICY}; frame-ancestors 'none'".encode()),
            (b"referrer-policy", b"no-referrer"),
        ]  # fmt: skip
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        if client_has_current(scope, etag):
            await respond(scope, send, 304, headers)
            return
        path = self._path + PACKED if packed else self._path
        stat = os.stat(path)
        response = FileResponse(
            path,
            headers={name.decode(): value.decode() for name, value in headers},
            media_type=self._media_type,
            stat_result=stat,
        )
        await response(without_ignored_range(scope, etag, stat.st_size), receive, send)


class Files:
    """Files by the paths at which they are served; they may come later."""

    def __init__(self) -> None:
        self.coming = False
        self._files: dict[str, File] = {}

    def find_file(self, path: str) -> File | None:
        """Return the file at a path, or None."""
        return self._files.get(path)

    def add_folder(self, folder: str) -> None:
        """Serve all files below a folder by their paths there. It reads them all."""
        files = {}
        for parent, _, names in os.walk(folder):
            for name in names:
                if not name.endswith(PACKED):
                    file = os.path.join(parent, name)
                    path = os.path.relpath(file, folder).replace(os.sep, "/")
                    files[path] = File(file, _media_type(path))
        self._files |= files


def _media_type(path: str) -> str:
    """Return the media type of a file by its path.

    >>> _media_type("model/a.ttl"), _media_type(VOID), _media_type("a.svg")
    ('text/turtle', 'text/turtle', 'image/svg+xml')
    """
    if path in (VOID, EXAMPLES):
        return TURTLE.media_type
    ending = os.path.splitext(path)[1]
    return _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
