"""The prefixes of the knowledge graph and the terms that the code itself speaks of."""

from __future__ import annotations

BASE = "https://w3id.org/nemokg/"
TITLE = "nemokg: a knowledge graph of how language models are post-trained"

PREFIXES: dict[str, str] = {
    "nemo": f"{BASE}ontology#",
    "model": f"{BASE}model/",
    "algo": f"{BASE}algorithm/",
    "dataset": f"{BASE}dataset/",
    "stage": f"{BASE}stage/",
    "round": f"{BASE}round/",
    "quantity": f"{BASE}quantity/",
    "equation": f"{BASE}equation/",
    "source": f"{BASE}source/",
    "pipeline": f"{BASE}pipeline/",
    "participation": f"{BASE}participation/",
    "bench": f"{BASE}benchmark/",
    "result": f"{BASE}result/",
    "nemosh": f"{BASE}shapes#",
    "claim": f"{BASE}claim/",
    "evidence": f"{BASE}evidence/",
    "conflict": f"{BASE}conflict/",
    "account": f"{BASE}account/",
    "snapshot": f"{BASE}snapshot/",
    "license": f"{BASE}license/",
    "clause": f"{BASE}clause/",
    "agent": f"{BASE}agent/",
    "graph": f"{BASE}graph/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
}

RDF_TYPE = PREFIXES["rdf"] + "type"
RDFS_LABEL = PREFIXES["rdfs"] + "label"
XSD = PREFIXES["xsd"]
FOAF = "http://xmlns.com/foaf/0.1/"  # for agents alone, so it is no prefix of the data

_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def namespace_of(iri: str) -> str:
    """Return the namespace of an IRI: everything up to its last ``#`` or ``/``.

    >>> namespace_of("https://w3id.org/nemokg/model/my-student")
    'https://w3id.org/nemokg/model/'
    """
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def local_name(iri: str) -> str:
    """Return what an IRI has behind its namespace.

    >>> local_name("https://w3id.org/nemokg/model/my-student")
    'my-student'
    """
    return iri[len(namespace_of(iri)) :]


def expand_prefixed_name(name: str, prefixes: dict[str, str] = PREFIXES) -> str | None:
    """Return the IRI of a prefixed name, or None if the prefix is unknown.

    >>> expand_prefixed_name("model:my-student")
    'https://w3id.org/nemokg/model/my-student'
    >>> expand_prefixed_name("nobody:my-student") is None
    True
    """
    prefix, colon, local = name.partition(":")
    namespace = prefixes.get(prefix)
    return namespace + local if colon and namespace is not None else None


def prefixed_name(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI itself where no prefix fits.

    >>> prefixed_name("https://w3id.org/nemokg/ontology#initializedFrom")
    'nemo:initializedFrom'
    >>> prefixed_name("https://example.org/x")
    'https://example.org/x'
    """
    namespace = namespace_of(iri)
    prefix = _BY_NAMESPACE.get(namespace)
    return f"{prefix}:{iri[len(namespace) :]}" if prefix else iri
