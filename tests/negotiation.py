"""Which format is due to which Accept header, and which folders of the site have pages."""

from __future__ import annotations

from nemokg.rdf.vocab import BASE, PREFIXES

FORMS = {
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "html",
    "*/*": "html",
    "text/turtle": "ttl",
    "text/turtle;q=0.9, application/ld+json;q=0.5": "ttl",
    "application/ld+json": "jsonld",
    "application/ld+json, text/html;q=0.5": "jsonld",
    "text/turtle, text/html;q=0.1, */*;q=0.01": "ttl",
    "text/html;q=0.5": "html",
    "": "html",
}
ONTOLOGY_FORMS = {**FORMS, "application/rdf+xml": "rdf", "application/n-triples": "nt"}
WITH_PAGES = [
    name.removeprefix(BASE).rstrip("/")
    for prefix, name in PREFIXES.items()
    if name.startswith(BASE) and name.endswith("/") and prefix != "graph"
]
