"""What the embedded store makes of a literal: it keeps values, and not every spelling of them."""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from nemokg.rdf.vocab import XSD, compact

# Read as xsd:integer or xsd:dateTime, so that nothing of the datatype is left to be seen.
REPLACED = frozenset(
    XSD + name
    for name in [
        "byte",
        "short",
        "int",
        "long",
        "unsignedByte",
        "unsignedShort",
        "unsignedInt",
        "unsignedLong",
        "positiveInteger",
        "nonNegativeInteger",
        "negativeInteger",
        "nonPositiveInteger",
        "dateTimeStamp",
    ]
)
# What needs no try: most of the numbers and dates of any data.
_PLAIN = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    XSD + "decimal": re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{0,8}[1-9]"),
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
_ANY = NamedNode("urn:x:any")
_LONGEST = 40


def keeps(literal: Literal) -> bool:
    """Whether the store keeps a literal as it is written, spelling and datatype.

    >>> from pyoxigraph import NamedNode
    >>> spellings = ["8.03", "8.030"]
    >>> [keeps(Literal(one, datatype=NamedNode(XSD + "decimal"))) for one in spellings]
    [True, False]
    >>> keeps(Literal("5", datatype=NamedNode(XSD + "byte")))
    False
    """
    datatype = literal.datatype.value
    if not datatype.startswith(XSD) or datatype == XSD + "string":
        return True
    if datatype in REPLACED:
        return False
    plain = _PLAIN.get(datatype)
    return bool(plain and plain.fullmatch(literal.value)) or stored(literal) == literal


def shown(literal: Literal) -> str:
    """Return a literal for a message, cut short where it is long.

    >>> from pyoxigraph import NamedNode
    >>> shown(Literal("5", datatype=NamedNode(XSD + "byte")))
    '"5"^^xsd:byte'
    """
    value = literal.value if len(literal.value) <= _LONGEST else f"{literal.value[:_LONGEST]}…"
    return f'"{value}"^^{compact(literal.datatype.value)}'


@lru_cache(maxsize=65_536)
def stored(literal: Literal) -> Literal:
    """Return what a store gives back for a literal.

    >>> str(stored(Literal("007", datatype=NamedNode(XSD + "integer"))))
    '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    store = Store()
    store.add(Quad(_ANY, _ANY, literal))
    (quad,) = store
    assert isinstance(quad.object, Literal)
    return quad.object
