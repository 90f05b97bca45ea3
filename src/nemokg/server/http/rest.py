"""The canned queries, the claims and their citations, as resources of an API."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from nemokg.dataset.edition import Edition
from nemokg.errors import UnknownQueryError
from nemokg.queries import catalogue
from nemokg.rdf.results import CannedQuery
from nemokg.server.http.answering import Answering
from nemokg.server.http.messages import Receive, Scope, Send, header_value
from nemokg.server.http.negotiation import accepted_formats, formats_named
from nemokg.server.http.openapi import openapi_document
from nemokg.server.http.prepared import Prepared
from nemokg.server.refusal import Refusal
from nemokg.server.workers.jobs import CITATIONS

_LONGEST, _MOST_FIELDS = 10_000, 100
# Of the name of a query; what is longer resembles none.
_LONGEST_NAME = 100
_ELSEWHERE = "see /api/openapi.json"


class Api:
    """Answers the requests below `/api`; `root` is the path that all others are below."""

    def __init__(self, answering: Answering, root: str, edition: Edition) -> None:
        self._answering = answering
        self._queries = {name: catalogue.find_query(name) for name in catalogue.query_names()}
        queries = self._queries.values()
        self._described = Prepared.of_json(openapi_document(root, list(queries), edition))
        self._listed = Prepared.of_json(
            [
                {
                    "name": query.name,
                    "summary": query.summary,
                    "description": query.description,
                    "tags": query.tags,
                    "parameters": {each.name: each.default for each in query.parameters},
                    "href": f"{root}/api/queries/{query.name}",
                }
                for query in queries
            ]
        )

    async def list_queries(self, scope: Scope, receive: Receive, send: Send) -> None:
        """List the canned queries."""
        _parameters(scope, ())
        await self._listed.send(scope, send)

    async def send_openapi(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Describe the API."""
        await self._described.send(scope, send)

    async def answer_query(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a canned query."""
        query = self._find(scope["path_params"]["name"])
        values = _parameters(scope, None)
        formats = accepted_formats(header_value(scope, b"accept"))
        if "format" in values:
            chosen = formats_named(values.pop("format"))
            if chosen is None:
                raise Refusal(400, f"There is no such format; {_ELSEWHERE}.")
            formats = chosen
        job: dict[str, Any] = {
            "kind": "canned",
            "name": query.name,
            "text": query.text,
            "values": values,
            "results": formats.results,
            "graphs": formats.graphs,
        }
        key = ("canned", f"{query.name}?{sorted(values.items())}", formats)
        await self._answering.answer_query(scope, receive, send, job, key)

    async def explain_claim(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Explain a claim."""
        _parameters(scope, ())
        job = {"kind": "claim", "name": scope["path_params"]["name"]}
        await self._answering.answer_claim(scope, receive, send, job)

    async def cite_claim(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cite a claim."""
        wanted = _parameters(scope, ("format",)).get("format", "text").lower().split(",")
        form = next((each for each in wanted if each in CITATIONS), None)
        if form is None:
            raise Refusal(400, f"A citation has one of the formats {', '.join(CITATIONS)}.")
        job = {"kind": "cite", "name": scope["path_params"]["name"], "form": form}
        await self._answering.answer_claim(scope, receive, send, job)

    def _find(self, name: str) -> CannedQuery:
        if name in self._queries:
            return self._queries[name]
        sentence = "There is no such query; /api/queries lists them."
        if len(name) <= _LONGEST_NAME:
            try:
                catalogue.find_query(name)
            except UnknownQueryError as error:  # which is for the command line
                sentence = str(error).replace("`nemokg queries`", "/api/queries")
        raise Refusal(404, sentence)


def _parameters(scope: Scope, allowed: tuple[str, ...] | None) -> dict[str, str]:
    """Return the parameters of a request; `format` may come several times."""
    text = scope["query_string"]
    if len(text) > _LONGEST or text.count(b"&") >= _MOST_FIELDS:
        raise Refusal(
            414, f"There may be {_LONGEST:,} bytes and {_MOST_FIELDS} parameters here at most."
        )
    try:
        fields = parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Refusal(400, "Write the parameters in UTF-8, percent-encoded.") from error
    values: dict[str, str] = {}
    for name, value in fields:
        if allowed is not None and name not in allowed:
            raise Refusal(400, f"There is no such parameter; {_ELSEWHERE}.")
        if name in values and name != "format":
            raise Refusal(400, "A parameter is given twice; give it once.")
        values[name] = f"{values[name]},{value}" if name in values else value
    return values
