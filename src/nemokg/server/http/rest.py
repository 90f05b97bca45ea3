"""The canned queries, the claims and their citations, as resources of an API."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from nemokg.errors import UnknownQueryError
from nemokg.queries import catalogue
from nemokg.server.http.addresses import base_of
from nemokg.server.http.answering import Answering
from nemokg.server.http.messages import Receive, Scope, Send, header, respond
from nemokg.server.http.negotiation import accepted, named
from nemokg.server.http.openapi import document
from nemokg.server.refusal import Refusal
from nemokg.server.workers.jobs import CITATIONS

_LONGEST = 10_000


class Api:
    """Answers the requests below `/api`."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._queries = {name: catalogue.find(name) for name in catalogue.names()}

    async def queries(self, scope: Scope, receive: Receive, send: Send) -> None:
        """List the canned queries."""
        _parameters(scope, ())
        base = base_of(scope)
        found = [
            {
                "name": query.name,
                "summary": query.summary,
                "description": query.description,
                "tags": query.tags,
                "parameters": {each.name: each.default for each in query.parameters},
                "href": f"{base}api/queries/{query.name}",
            }
            for query in self._queries.values()
        ]
        await _json(scope, send, found)

    async def query(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a canned query."""
        name = scope["path_params"]["name"]
        if name not in self._queries:
            try:
                catalogue.find(name)
            except UnknownQueryError as error:
                # What it advises is for the command line.
                sentence = str(error).replace("`nemokg queries`", "/api/queries")
                raise Refusal(404, sentence) from error
        query = self._queries[name]
        values = _parameters(scope, None)
        formats = accepted(header(scope, b"accept"))
        if "format" in values:
            chosen = named(values.pop("format"))
            if chosen is None:
                raise Refusal(400, "There is no such format; see /api/openapi.json.")
            formats = chosen
        job: dict[str, Any] = {
            "kind": "canned",
            "name": name,
            "text": query.text,
            "values": values,
            "results": formats.results,
            "graphs": formats.graphs,
        }
        key = ("canned", f"{name}?{sorted(values.items())}", formats)
        await self._answering.query(scope, receive, send, job, key)

    async def claim(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Explain a claim."""
        _parameters(scope, ())
        job = {"kind": "claim", "name": scope["path_params"]["name"]}
        await self._answering.claim(scope, receive, send, job)

    async def cite(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cite a claim."""
        form = _parameters(scope, ("format",)).get("format", "text")
        if form not in CITATIONS:
            raise Refusal(400, f"A citation has one of the formats {', '.join(CITATIONS)}.")
        job = {"kind": "cite", "name": scope["path_params"]["name"], "form": form}
        await self._answering.claim(scope, receive, send, job)

    async def openapi(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Describe the API."""
        await _json(scope, send, document(base_of(scope), list(self._queries.values())))


def _parameters(scope: Scope, known: tuple[str, ...] | None) -> dict[str, str]:
    text = scope["query_string"]
    if len(text) > _LONGEST:
        raise Refusal(413, f"The parameters may have {_LONGEST:,} bytes here at most.")
    try:
        fields = parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Refusal(400, "Write the parameters in UTF-8, percent-encoded.") from error
    found: dict[str, str] = {}
    for name, value in fields:
        if name in found:
            raise Refusal(400, "A parameter is given twice; give it once.")
        if known is not None and name not in known:
            raise Refusal(400, "There is no such parameter; see /api/openapi.json.")
        found[name] = value
    return found


async def _json(scope: Scope, send: Send, value: object) -> None:
    body = f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"public, max-age=300")]
    await respond(scope, send, 200, headers, body)
