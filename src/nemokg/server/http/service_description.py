"""What the service says of itself: in SPARQL 1.1 Service Description, and at well-known places."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from pyoxigraph import BlankNode, NamedNode, Triple, serialize

from nemokg.queries import catalogue
from nemokg.rdf.media_types import GRAPHS, RESULTS, TURTLE
from nemokg.rdf.vocab import BASE, RDF_TYPE
from nemokg.server.http.addresses import base_of
from nemokg.server.http.messages import Headers, Scope, Send, content_type, header, respond

VOID = ".well-known/void"
EXAMPLES = ".well-known/sparql-examples"

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID_ENDPOINT = "http://rdfs.org/ns/void#sparqlEndpoint"
_EXAMPLE_TARGET = "https://schema.org/target"
# How a dataset is called that is not the published one.
_UNNAMED = "_:dataset"


@lru_cache(maxsize=16)
def description(endpoint: str, syntax: str) -> bytes:
    """Return what the service at an address is, in one of the syntaxes of graphs.

    >>> b"sd:Service" in description("https://kg.example.org/sparql", "ttl")
    True
    """
    service, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("graph")
    a = NamedNode(RDF_TYPE)
    triples = [
        Triple(service, a, _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *(
            Triple(service, _sd("resultFormat"), NamedNode(each.iri))
            for each in (*RESULTS.values(), *GRAPHS.values())
        ),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, a, _sd("Dataset")),
        Triple(dataset, NamedNode("http://purl.org/dc/terms/source"), NamedNode(BASE[:-1])),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, a, _sd("Graph")),
    ]
    prefixes = {
        "sd": _SD,
        "formats": "http://www.w3.org/ns/formats/",
        "dcterms": "http://purl.org/dc/terms/",
    }
    return serialize(triples, format=GRAPHS[syntax].rdf_format, prefixes=prefixes) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


async def send_well_known(scope: Scope, send: Send, path: str, file: str) -> None:
    """Send the description in a file, completed, or say that the client has it already."""
    body = _completed(path, file, f"{base_of(scope)}sparql")
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers: Headers = [
        (b"content-type", content_type(TURTLE.media_type).encode()),
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
        lines = [f"{about} <{_VOID_ENDPOINT}> <{endpoint}> ."]
    else:
        lines = [
            f"<{BASE}query/{name}> <{_EXAMPLE_TARGET}> <{endpoint}> ." for name in catalogue.names()
        ]
    return "\n".join([text, *lines, ""]).encode()
