"""What the dataset says of itself at well-known places, with the address of this endpoint."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from nemokg.queries import catalogue
from nemokg.rdf.vocab import BASE
from nemokg.server.http.messages import Headers, Scope, Send, header, respond
from nemokg.server.http.places import base_of

VOID = ".well-known/void"
EXAMPLES = ".well-known/sparql-examples"
_ENDPOINT = "http://rdfs.org/ns/void#sparqlEndpoint"
_TARGET = "https://schema.org/target"
# How a dataset is called that is not the published one.
_UNNAMED = "_:dataset"


async def send_known(scope: Scope, send: Send, path: str, file: str) -> None:
    """Send the description in a file, completed, or say that the client has it already."""
    body = _completed(path, file, f"{base_of(scope)}sparql")
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers: Headers = [
        (b"content-type", b"text/turtle; charset=utf-8"),
        (b"cache-control", b"public, max-age=300"),
        (b"etag", etag.encode()),
    ]
    if etag in header(scope, b"if-none-match"):
        await respond(scope, send, 304, headers)
    else:
        await respond(scope, send, 200, headers, body)


@lru_cache(maxsize=16)
def _completed(path: str, file: str, endpoint: str) -> bytes:
    with open(file, encoding="utf-8") as stream:
        text = stream.read()
    if path == VOID:
        about = _UNNAMED if f"\n{_UNNAMED} " in text else f"<{BASE[:-1]}>"
        lines = [f"{about} <{_ENDPOINT}> <{endpoint}> ."]
    else:
        lines = [f"<{BASE}query/{name}> <{_TARGET}> <{endpoint}> ." for name in catalogue.names()]
    return "\n".join([text, *lines, ""]).encode()
