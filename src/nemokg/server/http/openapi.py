"""The description of the API as OpenAPI 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nemokg._version import __version__
from nemokg.queries.parameters import parameter_kind, parameter_positions
from nemokg.rdf.media_types import GRAPHS, RESULTS
from nemokg.rdf.sparql import QueryText
from nemokg.server.workers.jobs import CITATIONS

if TYPE_CHECKING:
    from nemokg.dataset.edition import Edition
    from nemokg.rdf.media_types import Syntax
    from nemokg.rdf.results import CannedQuery, Parameter

_TEXT = {"type": "string"}
_REFUSED = {"$ref": "#/components/responses/Refused"}
_REFUSAL = {
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
_LOCAL = "^[A-Za-z0-9-]{1,200}$"
_NAME = {"type": "string", "pattern": _LOCAL}


def openapi_document(root: str, queries: list[CannedQuery], edition: Edition) -> dict[str, Any]:
    """Return the description of the API below a path of whatever server it is read from.

    It is in the name of the edition of the dataset that is served.

    >>> from nemokg.dataset.edition import UNPUBLISHED
    >>> described = openapi_document("/kg", [], UNPUBLISHED)
    >>> described["servers"], described["info"]["title"]
    ([{'url': '/kg'}], 'unpublished data in the nemokg ontology')
    """
    info: dict[str, Any] = {"title": edition.title, "version": __version__}
    if edition.licence:
        info["license"] = {"name": edition.licence_name, "url": edition.licence}
    paths: dict[str, Any] = {
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
        "info": info,
        "externalDocs": {
            "description": "SPARQL, which describes itself in RDF",
            "url": f"{root}/sparql",
        },
        "servers": [{"url": root or "/"}],
        "paths": paths,
        "components": {"responses": {"Refused": _REFUSAL}},
    }


def _canned(query: CannedQuery) -> dict[str, Any]:
    graph = QueryText(query.text).form in ("CONSTRUCT", "DESCRIBE")
    syntaxes: list[Syntax] = [*GRAPHS.values()] if graph else [*RESULTS.values()]
    parameters = [_parameter(query, each) for each in query.parameters]
    parameters.append(
        _in_query("format", {"type": "string", "enum": [each.name for each in syntaxes]})
    )
    name = "".join(part.capitalize() for part in query.name.split("-"))
    described = _get(
        f"query{name}", query.summary, [each.media_type for each in syntaxes], *parameters
    )
    return {
        **described,
        "description": query.description or query.summary,
        "tags": list(query.tags),
    }


def _parameter(query: CannedQuery, parameter: Parameter) -> dict[str, Any]:
    start, end = parameter_positions(query)[parameter.name]
    schemas: dict[str, dict[str, Any]] = {
        "boolean": {"type": "boolean"},
        "number": {"type": "integer"},
        "text": _TEXT,
        "iri": {"type": "string", "pattern": _LOCAL},  # a local name
    }
    return {
        **_in_query(parameter.name, schemas[parameter_kind(query.text[start:end])]),
        "description": f"Default: {parameter.default}",
    }


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
        "4XX": _REFUSED,
        "5XX": _REFUSED,
    }


def _in_query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _path() -> dict[str, Any]:
    return {"name": "name", "in": "path", "required": True, "schema": _NAME}
