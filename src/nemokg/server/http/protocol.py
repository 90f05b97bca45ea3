"""The SPARQL 1.1 Protocol: what a request asks for, or why it is refused."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from nemokg.server.http.messages import Receive, Scope, header_value, read_body, too_long_refusal
from nemokg.server.http.negotiation import Formats, accepted_formats, formats_named
from nemokg.server.refusal import Refusal, wrong_method_refusal

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_KNOWN = {
    "query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri",
    "using-named-graph-uri", "format",
}  # fmt: skip
# A form that is percent-encoded is up to three times as long as what it says.
_ENCODED = 3
_MOST_FIELDS = 1_000
# Bytes of a form that are decoded at once; more take so long that others would notice.
_AT_ONCE = 32_000
_reader = ThreadPoolExecutor(1, "forms")


@dataclass(frozen=True)
class Request:
    """A query, the graphs that it is asked of where they are named, and the formats for it."""

    text: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    formats: Formats


async def read_sparql_request(scope: Scope, receive: Receive, max_bytes: int) -> Request | None:
    """Return what is asked for; None if it is the description of the service.

    Raises Refusal for whatever the protocol does not allow, and for every update.
    """
    method = scope["method"]
    if method in ("GET", "HEAD"):
        if len(scope["query_string"]) > max_bytes * _ENCODED:
            raise too_long_refusal(max_bytes, in_address=True)
        fields = _fields(scope["query_string"])
        if not fields:
            return None
    elif method == "POST":
        fields = await _posted(scope, receive, max_bytes)
    else:
        raise wrong_method_refusal("Use GET or POST.", "GET, HEAD, POST, OPTIONS")
    request = _asked(fields, header_value(scope, b"accept"))
    if len(request.text.encode(errors="replace")) > max_bytes:
        raise too_long_refusal(max_bytes, in_address=method != "POST")
    return request


async def _posted(scope: Scope, receive: Receive, most: int) -> list[tuple[str, str]]:
    media, _, parameters = header_value(scope, b"content-type").partition(";")
    media = media.strip().lower()
    fields = _fields(scope["query_string"])
    if media == _UPDATE:
        raise _read_only()
    if media not in (_FORM, _QUERY):
        raise Refusal(415, f"Post a form ({_FORM}) or the query itself ({_QUERY}).")
    charset = parameters.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8"):
        raise Refusal(415, "Write the query in UTF-8.")
    body = await read_body(scope, receive, most * _ENCODED if media == _FORM else most)
    if media == _FORM:
        if len(body) < _AT_ONCE:
            return fields + _fields(body)
        # One at a time, so that the server has its turns in between.
        loop = asyncio.get_running_loop()
        return fields + await loop.run_in_executor(_reader, _fields, body)
    if any(name in ("query", "update") for name, _ in fields):
        raise Refusal(400, "Give one query: in the body or as a parameter.")
    return [*fields, ("query", _text(body))]


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    if not encoded:
        return []
    if encoded.count(b"&") >= _MOST_FIELDS:
        raise Refusal(400, f"Give at most {_MOST_FIELDS:,} parameters.")
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:  # not ASCII, or what it encodes is not UTF-8
        raise Refusal(400, "Write the parameters in UTF-8, percent-encoded.") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(400, "The query is not UTF-8; write it in UTF-8.") from error


def _asked(fields: list[tuple[str, str]], accept: str) -> Request:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        if name in _KNOWN:
            values.setdefault(name, []).append(value)
    if any("update" in name or name.startswith("using") for name in values):
        raise _read_only()
    queries = values.get("query", [])
    if len(queries) != 1:
        raise Refusal(400, f"Give one query, as the parameter query; here are {len(queries)}.")
    formats = accepted_formats(accept)
    if "format" in values:
        chosen = formats_named(",".join(values["format"]))
        if chosen is None:
            raise Refusal(400, "There is no such format; see the description of this service.")
        formats = chosen
    if not any(formats):
        raise Refusal(406, "No format that you accept is available; see the description.")
    return Request(
        queries[0],
        _graphs(values.get("default-graph-uri")),
        _graphs(values.get("named-graph-uri")),
        formats,
    )


def _graphs(names: list[str] | None) -> tuple[str, ...] | None:
    for name in names or ():
        try:
            NamedNode(name)
        except ValueError as error:
            raise Refusal(400, "The name of a graph is not an absolute IRI; write one.") from error
    return None if names is None else tuple(names)


def _read_only() -> Refusal:
    return Refusal(403, "This service is read-only: it accepts no updates.")
