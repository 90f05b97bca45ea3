"""The endpoint `/sparql`, without a framework in between: most requests come here."""

from __future__ import annotations

from typing import Any

from nemokg.rdf.media_types import GRAPHS
from nemokg.server.http.addresses import root_address
from nemokg.server.http.answering import Answering
from nemokg.server.http.messages import Receive, Scope, Send, content_type, header_value, respond
from nemokg.server.http.negotiation import best_media_type
from nemokg.server.http.protocol import Request, read_sparql_request
from nemokg.server.http.service_description import service_description
from nemokg.server.refusal import Refusal
from nemokg.server.workers.lane import LruCache

_REMEMBERED, _LONGEST = 2000, 4000
_DESCRIPTIONS = {each.media_type: each.name for each in GRAPHS.values()}


class Endpoint:
    """Answers queries by the SPARQL 1.1 Protocol."""

    def __init__(self, answering: Answering, explorer: bool, published_as: str | None) -> None:
        self._answering = answering
        self._published_as = published_as
        self._most = answering.pool.limits.query
        self._explorer = explorer
        self._requests = LruCache(_REMEMBERED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; Refusal where it is refused."""
        request = await self._request(scope, receive)
        if request is None:
            await self._describe(scope, send)
            return
        endpoint = f"{root_address(scope)}sparql"
        job: dict[str, Any] = {
            "kind": "sparql",
            "text": request.text,
            "base": endpoint,
            "results": request.formats.results,
            "graphs": request.formats.graphs,
        }
        if request.default is not None or request.named is not None:
            job["default"] = request.default
            job["named"] = request.named
        key = (endpoint, request.text, request.default, request.named, request.formats)
        await self._answering.answer_query(scope, receive, send, job, key)

    async def _request(self, scope: Scope, receive: Receive) -> Request | None:
        """Return what is asked for; an address that came before need not be read again."""
        address = scope["query_string"]
        if scope["method"] != "GET" or len(address) > _LONGEST:
            return await read_sparql_request(scope, receive, self._most)
        key = (address, header_value(scope, b"accept")[:_LONGEST])
        request: Request | None = self._requests.get(key)
        if request is None:
            request = await read_sparql_request(scope, receive, self._most)
            self._requests.put(key, request)
        return request

    async def _describe(self, scope: Scope, send: Send) -> None:
        pages = ["text/html"] if self._explorer else []
        media = best_media_type(header_value(scope, b"accept"), [*_DESCRIPTIONS, *pages])
        if media is None:
            raise Refusal(406, f"The description is available as {', '.join(_DESCRIPTIONS)}.")
        if media == "text/html":
            to = f"{root_address(scope)}#ask".encode()
            await respond(scope, send, 303, [(b"location", to), (b"vary", b"Accept")])
            return
        body = service_description(
            f"{root_address(scope)}sparql", _DESCRIPTIONS[media], self._published_as
        )
        headers = [(b"content-type", content_type(media).encode()), (b"vary", b"Accept")]
        await respond(scope, send, 200, headers, body)
