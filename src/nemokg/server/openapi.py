"""The description of the API as OpenAPI 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nemokg._version import __version__
from nemokg.server.formats import GRAPHS, RESULTS
from nemokg.server.jobs import CITATIONS
from nemokg.vocab import TITLE

if TYPE_CHECKING:
    from nemokg.model import CannedQuery

_TEXT = {"type": "string"}
_ANSWERS: dict[str, Any] = {
    media: {"schema": {}} for media in (*RESULTS.values(), *GRAPHS.values())
}
_FAULT = {
    "description": "A sentence that says why, and what to do",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["status", "error"],
                "properties": {"status": {"type": "integer"}, "error": _TEXT},
            }
        }
    },
}
_NAME = {"type": "string", "pattern": "^[A-Za-z0-9-]{1,200}$"}


def document(server: str, queries: list[CannedQuery]) -> dict[str, Any]:
    """Return the description of the API of a server at an address.

    >>> document("https://kg.example.org/", [])["openapi"]
    '3.1.0'
    """
    paths: dict[str, Any] = {
        "/sparql": {"get": _sparql_get(), "post": _sparql_post()},
        "/api/queries": {"get": _get("listQueries", "The canned queries", "application/json")},
        "/api/claims/{name}": {
            "get": _get("explainClaim", "A claim with its evidence", "application/json", _path())
        },
        "/api/cite/{name}": {
            "get": _get("citeClaim", "A citation of a claim", CITATIONS.values(), _path(),
                        _in_query("format", {"type": "string", "enum": list(CITATIONS)}))
        },
        "/api/openapi.json": {"get": _get("describe", "This document", "application/json")},
        "/health": {"get": _get("health", "Whether the server lives", "text/plain")},
        "/ready": {"get": _get("ready", "Whether it can answer", "text/plain")},
        "/metrics": {"get": _get("metrics", "Metrics for Prometheus", "text/plain")},
    }  # fmt: skip
    for query in queries:
        paths[f"/api/queries/{query.name}"] = {"get": _canned(query)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "version": __version__,
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": paths,
    }


def _canned(query: CannedQuery) -> dict[str, Any]:
    parameters = [
        {**_in_query(each.name, _TEXT), "description": f"Default: {each.default}"}
        for each in query.parameters
    ]
    name = "".join(part.capitalize() for part in query.name.split("-"))
    found = _get(f"query{name}", query.summary, _ANSWERS, *parameters, _format())
    return {**found, "description": query.description or query.summary, "tags": list(query.tags)}


def _get(name: str, summary: str, media: Any, *parameters: dict[str, Any]) -> dict[str, Any]:
    kinds = [media] if isinstance(media, str) else list(media)
    return {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": _responses(kinds),
    }


def _responses(media: list[str]) -> dict[str, Any]:
    content: dict[str, Any] = {each: {"schema": {}} for each in media}
    return {
        "200": {"description": "The answer", "content": content},
        "303": {"description": "A page for readers"},
        **dict.fromkeys(map(str, (400, 403, 404, 405, 406, 413, 414, 415, 429, 503)), _FAULT),
    }


def _sparql_get() -> dict[str, Any]:
    return _get(
        "query", "Answer a SPARQL query, or describe the service", _ANSWERS,
        _in_query("query", _TEXT), _graphs("default"), _graphs("named"), _format(),
    )  # fmt: skip


def _sparql_post() -> dict[str, Any]:
    graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {
            "query": _TEXT,
            "default-graph-uri": graphs,
            "named-graph-uri": graphs,
            "format": _TEXT,
        },
    }
    found = _get("postQuery", "Answer a SPARQL query", _ANSWERS)
    found["requestBody"] = {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": form},
            "application/sparql-query": {"schema": _TEXT},
        },
    }
    return found


def _in_query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _graphs(kind: str) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "format": "uri"}}
    return _in_query(f"{kind}-graph-uri", schema)


def _format() -> dict[str, Any]:
    return _in_query("format", {"type": "string", "enum": [*RESULTS, *GRAPHS]})


def _path() -> dict[str, Any]:
    return {"name": "name", "in": "path", "required": True, "schema": _NAME}
