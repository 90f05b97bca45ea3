"""`/sparql`, without a framework in between: most requests come here."""

from __future__ import annotations

from typing import Any

from nemokg.server.formats import best
from nemokg.server.http.answering import Answering
from nemokg.server.http.description import description
from nemokg.server.http.messages import Receive, Scope, Send, content_type, header, respond
from nemokg.server.http.places import base_of
from nemokg.server.http.protocol import Request, request
from nemokg.server.workers.jobs import Refusal
from nemokg.server.workers.pool import Recent

_REMEMBERED, _LONGEST = 2000, 4000
_DESCRIBED = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}


class Endpoint:
    """Answers queries by the SPARQL 1.1 Protocol."""

    def __init__(self, answering: Answering, explorer: bool) -> None:
        self._answering = answering
        self._most = answering.pool.limits.query
        self._explorer = explorer
        self._read = Recent(_REMEMBERED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; Refusal where it is refused."""
        asked = await self._asked(scope, receive)
        if asked is None:
            await self._describe(scope, send)
            return
        place = f"{base_of(scope)}sparql"
        job: dict[str, Any] = {
            "kind": "sparql",
            "text": asked.text,
            "base": place,
            "results": asked.formats.results,
            "graphs": asked.formats.graphs,
        }
        if asked.default is not None or asked.named is not None:
            job["default"] = asked.default
            job["named"] = asked.named
        key = (place, asked.text, asked.default, asked.named, asked.formats)
        await self._answering.query(scope, receive, send, job, key)

    async def _asked(self, scope: Scope, receive: Receive) -> Request | None:
        """Return what is asked for; an address that came before need not be read again."""
        address = scope["query_string"]
        if scope["method"] != "GET" or len(address) > _LONGEST:
            return await request(scope, receive, self._most)
        known = (address, header(scope, b"accept")[:_LONGEST])
        asked: Request | None = self._read.get(known)
        if asked is None:
            asked = await request(scope, receive, self._most)
            self._read.put(known, asked)
        return asked

    async def _describe(self, scope: Scope, send: Send) -> None:
        accept = header(scope, b"accept") or "*/*"
        pages = ["text/html"] if self._explorer else []
        media = best(accept, [*_DESCRIBED, *pages])
        if media is None:
            raise Refusal(406, f"The description is to be had as {', '.join(_DESCRIBED)}.")
        if media == "text/html":
            to = f"{base_of(scope)}#ask".encode()
            await respond(scope, send, 303, [(b"location", to), (b"vary", b"Accept")])
            return
        body = description(f"{base_of(scope)}sparql", _DESCRIBED[media])
        headers = [(b"content-type", content_type(media).encode()), (b"vary", b"Accept")]
        await respond(scope, send, 200, headers, body)
