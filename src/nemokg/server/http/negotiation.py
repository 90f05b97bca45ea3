"""The syntax of a response: chosen by the Accept header, or by the parameter `format`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import mimeparse

from nemokg.rdf.media_types import GRAPHS, RESULTS, Syntax

# Characters and ranges: of an Accept header, more is not looked at.
_LONGEST, _MOST = 1000, 32


class Formats(NamedTuple):
    """The syntax for results and the one for graphs; one that is empty the client will not have.

    A client need not say beforehand which of both its query asks for.
    """

    results: str
    graphs: str


def accepted_formats(header: str) -> Formats:
    """Return the formats that an Accept header prefers.

    >>> accepted_formats("*/*")
    Formats(results='json', graphs='ttl')
    >>> accepted_formats("text/csv, text/turtle;q=0.5")
    Formats(results='csv', graphs='ttl')
    >>> accepted_formats("image/png")
    Formats(results='', graphs='')
    """
    return _accepted(_shortened(header))


def best_media_type(header: str, offered: Iterable[str]) -> str | None:
    """Return the media type among those offered that a header prefers, or None.

    Of several that are equally welcome, the first. A header that cannot be read accepts nothing.

    >>> best_media_type("text/html;q=0.5, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    >>> best_media_type("nonsense", ["text/html"]) is None
    True
    """
    return _best(_shortened(header), tuple(offered))


def formats_named(text: str) -> Formats | None:
    """Return the formats that names with commas between name, or None if they name none.

    Each is a short name or a media type. What is named first is taken, of results and of graphs;
    names that nobody knows here are passed over beside others.

    >>> formats_named("json"), formats_named("Text/Turtle"), formats_named("excel")
    (Formats(results='json', graphs='jsonld'), Formats(results='', graphs='ttl'), None)
    >>> formats_named("json-ld,application/ld+json,application/x-json+ld")
    Formats(results='', graphs='jsonld')
    """
    names = [name.partition(";")[0].strip() for name in _ranges(text)]
    formats = Formats(*(next((of[each] for each in names if each in of), "") for of in _NAMES))
    return formats if any(formats) else None


def _shortened(header: str) -> str:
    """Return as much of a header as is looked at: without a part that is cut off."""
    return ",".join(_ranges(header)).strip() or "*/*"


def _ranges(header: str) -> list[str]:
    """Return the ranges that a header lists, as many as are looked at, in lower case."""
    if len(header) > _LONGEST:
        header = header[:_LONGEST].rpartition(",")[0]
    return header.lower().split(",")[:_MOST]


def _names(syntaxes: Iterable[Syntax]) -> dict[str, str]:
    """Return the short names of syntaxes by all names that they go by, the first ones preferred."""
    syntaxes = list(syntaxes)
    names = {name: each.name for each in syntaxes for name in (each.media_type, each.name)}
    for each in syntaxes:
        for name in each.names:
            names.setdefault(name, each.name)
    return names


_NAMES = _names(RESULTS.values()), _names(GRAPHS.values())


@lru_cache(maxsize=1024)
def _accepted(header: str) -> Formats:
    return Formats(*(names.get(_best(header, _offer(names)) or "", "") for names in _NAMES))


def _offer(names: dict[str, str]) -> tuple[str, ...]:
    return tuple(name for name in names if "/" in name)


@lru_cache(maxsize=1024)
def _best(header: str, offered: tuple[str, ...]) -> str | None:
    try:
        return mimeparse.best_match(offered[::-1], header) or None  # of equals it takes the last
    except (mimeparse.MimeTypeParseException, ValueError):
        return None
