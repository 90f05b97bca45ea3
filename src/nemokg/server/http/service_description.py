"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import BlankNode, NamedNode, Triple, serialize

from nemokg.rdf.media_types import GRAPHS, RESULTS
from nemokg.rdf.vocab import RDF_TYPE

_SD = "http://www.w3.org/ns/sparql-service-description#"


@lru_cache(maxsize=16)
def service_description(endpoint: str, syntax: str, source: str | None) -> bytes:
    """Return what the service at an address is, in one of the syntaxes of graphs.

    `source` is the IRI of the dataset that is served, if that is published.

    >>> b"sd:Service" in service_description("https://kg.example.org/sparql", "ttl", None)
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
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, a, _sd("Graph")),
    ]
    if source is not None:
        named = NamedNode("http://purl.org/dc/terms/source")
        triples.append(Triple(dataset, named, NamedNode(source)))
    prefixes = {
        "sd": _SD,
        "formats": "http://www.w3.org/ns/formats/",
        "dcterms": "http://purl.org/dc/terms/",
    }
    return serialize(triples, format=GRAPHS[syntax].rdf_format, prefixes=prefixes) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
