"""The canned queries as SHACL executables, described as the SPARQL examples of the SIB are.

A store that has this document beside the data can list its queries, and hand each one out, by
SPARQL alone.
"""

from __future__ import annotations

import re

from nemokg._version import __version__
from nemokg.errors import SparqlError
from nemokg.export.blocks import turtle_document, turtle_literal, turtle_subject_block
from nemokg.rdf.sparql import QueryText
from nemokg.rdf.vocab import BASE, PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.rdf.results import CannedQuery

_QUERIES = f"<{BASE}queries>"
_PREFIXES = {
    **{name: PREFIXES[name] for name in ("dcterms", "owl", "rdfs", "schema", "sh", "xsd")},
    "query": f"{BASE}query/",
    "spex": "https://purl.expasy.org/sparql-examples/ontology#",
}
# SHACL has classes for three forms of query; the fourth is the SIB's.
_FORMS = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
    "DESCRIBE": ("spex:SPARQLDescribeExecutable", "spex:describe"),
}
_HEADER = re.compile(r"(?:#\+.*\n)*")


def render_queries(queries: Sequence[CannedQuery]) -> str:
    """Return the queries as Turtle: what each answers, its tags, its text and the prefixes.

    Raises SparqlError for a text that is no query.

    >>> from nemokg.queries.catalogue import find_query
    >>> text = render_queries([find_query("helpers")])
    >>> print(text.partition("query:helpers")[2].partition(" ;")[0])
     a sh:SPARQLExecutable , sh:SPARQLSelectExecutable
    """
    prefixes: dict[str, str] = {}
    for query in queries:
        prefixes |= QueryText(query.text).prefixes
    head = turtle_subject_block(
        _QUERIES,
        {
            "a": ["owl:Ontology"],
            "rdfs:label": [turtle_literal("nemokg queries", "en")],
            "dcterms:license": ["<https://creativecommons.org/licenses/by/4.0/>"],
            "owl:versionInfo": [turtle_literal(__version__)],
            "sh:declare": [f"<{BASE}queries#{name}>" for name in sorted(prefixes)],
        },
    )
    declared = [_declaration(name, iri) for name, iri in sorted(prefixes.items())]
    return turtle_document(_PREFIXES, [head, *declared, *map(_executable, queries)])


def _declaration(name: str, namespace: str) -> str:
    return turtle_subject_block(
        f"<{BASE}queries#{name}>",
        {
            "a": ["sh:PrefixDeclaration"],
            "sh:prefix": [turtle_literal(name)],
            "sh:namespace": [f"{turtle_literal(namespace)}^^xsd:anyURI"],
        },
    )


def _executable(query: CannedQuery) -> str:
    keyword = QueryText(query.text).form
    if keyword is None:
        raise SparqlError(f"{query.path}: no query; write SELECT, ASK, CONSTRUCT or DESCRIBE.")
    kind, form = _FORMS[keyword]
    summary = query.summary or query.name
    return turtle_subject_block(
        f"query:{query.name}",
        {
            "a": ["sh:SPARQLExecutable", kind],
            "rdfs:label": [turtle_literal(summary, "en")],
            "rdfs:comment": [turtle_literal(_sentences(summary, query.description), "en")],
            "schema:keywords": map(turtle_literal, query.tags),
            "dcterms:isPartOf": [_QUERIES],
            "sh:prefixes": [_QUERIES],
            form: [_long(_HEADER.sub("", query.text, count=1).strip())],
        },
    )


def _sentences(*texts: str) -> str:
    """Join texts as sentences, with a full stop behind each that lacks one."""
    return " ".join(t if t.endswith((".", "?", "!")) else f"{t}." for t in texts if t)


def _long(value: str) -> str:
    """Return a literal over several lines, so that the query reads as in its file."""
    # Only quotation marks that stand beside another could be taken for the end.
    escaped = re.sub(r'"(?="|\Z)', r"\"", value.replace("\\", "\\\\"))
    return f'"""{escaped}"""'
