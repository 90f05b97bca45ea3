"""Which format an answer is to have: by what the client accepts, or by the parameter `format`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import mimeparse

# Of an Accept header, more is not looked at.
_LONGEST = 1000
# In the order of preference, where the client has none.
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
# Other names by which they go.
_ALIASES = {
    "application/json": ("json", "jsonld"),
    "application/xml": ("xml", "rdf"),
    "text/xml": ("xml", "rdf"),
    "text/plain": ("", "nt"),
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdf"),
    "turtle": ("", "ttl"),
    "ntriples": ("", "nt"),
    "n-triples": ("", "nt"),
    "json-ld": ("", "jsonld"),
    "rdfxml": ("", "rdf"),
    "rdf+xml": ("", "rdf"),
}


class Formats(NamedTuple):
    """The format for bindings and the one for triples; one that is empty the client will not have.

    A client need not say beforehand which of both its query asks for.
    """

    results: str
    graphs: str


def accepted(header: str) -> Formats:
    """Return the formats that an Accept header prefers.

    >>> accepted("*/*"), accepted("text/csv, text/turtle;q=0.5"), accepted("image/png")
    (Formats(results='json', graphs='ttl'), Formats(results='csv', graphs='ttl'), \
Formats(results='', graphs=''))
    """
    if len(header) > _LONGEST:
        header = header[:_LONGEST].rpartition(",")[0]
    return _accepted(header.strip() or "*/*")


@lru_cache(maxsize=1024)
def _accepted(header: str) -> Formats:
    return Formats(_best(header, RESULTS, 0), _best(header, GRAPHS, 1))


def _best(header: str, known: dict[str, str], place: int) -> str:
    names = {media: name for name, media in known.items()}
    names |= {alias: found[place] for alias, found in _ALIASES.items() if "/" in alias}
    offered = [media for media, name in names.items() if name]
    # Of equals it prefers the last.
    return names.get(best(header, offered) or "", "")


def best(header: str, offered: list[str]) -> str | None:
    """Return the media type among those offered that a header prefers, or None.

    Of several that are equally welcome, the first. A header that cannot be read accepts nothing.

    >>> best("text/html;q=0.5, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    >>> best("nonsense", ["text/html"]) is None
    True
    """
    try:
        return mimeparse.best_match(offered[::-1], header) or None
    except (mimeparse.MimeTypeParseException, ValueError):
        return None


def named(name: str) -> Formats | None:
    """Return the formats that a short name or a media type names, or None where it names none.

    >>> named("json"), named("text/turtle"), named("excel")
    (Formats(results='json', graphs='jsonld'), Formats(results='', graphs='ttl'), None)
    """
    name = name.strip().lower()
    if name in _ALIASES:
        return Formats(*_ALIASES[name])
    by_media = {media: short for known in (RESULTS, GRAPHS) for short, media in known.items()}
    short = by_media.get(name, name)
    if short in RESULTS:
        return Formats(short, "")
    return Formats("", short) if short in GRAPHS else None
