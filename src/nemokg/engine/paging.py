"""What the text of a query tells unparsed: its form, and how to ask for a part of the answer."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Strings, IRIs and comments, in which nothing is a keyword or a bracket.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\n\r]|\\.)*"'
    r"|'(?:[^'\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*",
    re.DOTALL,
)
# An IRI is blank by then.
_PROLOGUE = re.compile(r"(?:\s+|BASE\b|PREFIX\b[^:]*:)*", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_WINDOWED = re.compile(r"\b(?:LIMIT|OFFSET|VALUES)\b", re.IGNORECASE)


def form(text: str) -> str | None:
    r"""Return SELECT, ASK, CONSTRUCT or DESCRIBE; None for an update and for what is no SPARQL.

    >>> form("# Who?\nPREFIX ask: <urn:ask>\nselect * where { ?s ?p ?o }")
    'SELECT'
    >>> form("DROP ALL") is None
    True
    """
    plain = _blanked(text)
    word = re.compile("[A-Za-z]*").match(plain, _begin(plain))
    found = word[0].upper() if word else ""
    return found if found in _FORMS else None


def orderly(text: str) -> bool:
    """Return whether a SELECT ends in an ORDER BY, so that parts of its answer can be asked for.

    A query that has a LIMIT, an OFFSET or VALUES behind its pattern has not.

    >>> orderly("SELECT * WHERE { ?s ?p ?o } ORDER BY ?s")
    True
    >>> orderly("SELECT * WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 3")
    False
    """
    tail = _tail(text)
    return bool(_ORDERED.search(tail)) and not _WINDOWED.search(tail)


def whole(text: str) -> bool:
    """Return whether a SELECT asks for all of its rows.

    >>> whole("SELECT * WHERE { { SELECT * WHERE { ?s ?p ?o } LIMIT 3 } }")
    True
    >>> whole("SELECT * WHERE { ?s ?p ?o } LIMIT 3")
    False
    """
    return not _WINDOWED.search(_tail(text))


def limit(text: str) -> int | None:
    """Return the LIMIT of a query; None where it has none.

    >>> limit("SELECT * WHERE { ?s ?p ?o } LIMIT 3")
    3
    """
    found = re.search(r"\bLIMIT\s+(\d+)", _tail(text), re.IGNORECASE)
    return int(found[1]) if found else None


def window(text: str, offset: int, most: int, columns: Sequence[str] = ()) -> str:
    r"""Return a query for the rows from `offset` on, `most` of them, of what `whole` asks for.

    With `columns`, those of the query, it sorts in a query inside, as Virtuoso wants it, which
    sorts no more rows than it returns.

    >>> window("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s", 20, 10)
    'SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s\nLIMIT 10 OFFSET 20'
    >>> print(window("BASE <urn:x>\nSELECT ?s { ?s ?p ?o } ORDER BY ?s", 20, 10, ["s"]))
    BASE <urn:x>
    SELECT ?s WHERE { { SELECT ?s { ?s ?p ?o } ORDER BY ?s
    } }
    LIMIT 10 OFFSET 20
    """
    part = f"\nLIMIT {most} OFFSET {offset}"
    if not columns:
        return text + part
    place = _begin(_blanked(text))
    names = " ".join(f"?{name}" for name in columns)
    return f"{text[:place]}SELECT {names} WHERE {{ {{ {text[place:]}\n}} }}{part}"


def _tail(text: str) -> str:
    """Return what stands behind the pattern of a query: how its rows are ordered and limited."""
    return _blanked(text).rpartition("}")[2]


def _begin(plain: str) -> int:
    """Return the place behind the prefixes."""
    prologue = _PROLOGUE.match(plain)
    return prologue.end() if prologue else 0


def _blanked(text: str) -> str:
    """Return the text with blanks in the place of strings, IRIs and comments."""
    return _OPAQUE.sub(lambda match: " " * len(match[0]), text)
