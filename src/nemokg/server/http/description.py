"""The description of the service in the words of SPARQL 1.1 Service Description."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import BlankNode, NamedNode, Triple, serialize

from nemokg.rdf.vocab import BASE, RDF_TYPE
from nemokg.server.formats import GRAPHS, RESULTS
from nemokg.server.workers.jobs import RDF_FORMATS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMED = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
}


@lru_cache(maxsize=16)
def description(endpoint: str, form: str) -> bytes:
    """Return what the service at an address is, in one of the formats for triples.

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
            Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + _NAMED[name]))
            for name in (*RESULTS, *GRAPHS)
        ),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, a, _sd("Dataset")),
        Triple(dataset, NamedNode("http://purl.org/dc/terms/source"), NamedNode(BASE[:-1])),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, a, _sd("Graph")),
    ]
    prefixes = {"sd": _SD, "formats": _FORMATS, "dcterms": "http://purl.org/dc/terms/"}
    return serialize(triples, format=RDF_FORMATS[form], prefixes=prefixes) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
