"""How the embedded store treats literals: it keeps values, and not every spelling of them.

Compiled shapes see literals as they are written nevertheless: one that the store would respell is
marked, that is, it has a datatype that the store does not know, which says what its datatype is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from nemokg.dataset.datatypes import REPLACED
from nemokg.rdf.vocab import XSD, prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.shapes import Term

# What needs no try: most of the numbers and dates of any data.
_PLAIN = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    XSD + "decimal": re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{0,8}[1-9]"),
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
MARK = "urn:x-nemokg:as-written:"
_ANY = NamedNode("urn:x:any")
_LONGEST = 40


def keeps_spelling(literal: Literal) -> bool:
    """Whether the store keeps a literal as it is written, spelling and datatype.

    >>> from pyoxigraph import NamedNode
    >>> spellings = ["8.03", "8.030"]
    >>> [keeps_spelling(Literal(one, datatype=NamedNode(XSD + "decimal"))) for one in spellings]
    [True, False]
    >>> keeps_spelling(Literal("5", datatype=NamedNode(XSD + "byte")))
    False
    """
    datatype = literal.datatype.value
    if not datatype.startswith(XSD) or datatype == XSD + "string":
        return True
    if datatype in REPLACED:
        return False
    plain = _PLAIN.get(datatype)
    return bool(plain and plain.fullmatch(literal.value)) or _stored(literal) == literal


def shortened_literal(literal: Literal) -> str:
    """Return a literal for a message, cut short where it is long.

    >>> from pyoxigraph import NamedNode
    >>> shortened_literal(Literal("5", datatype=NamedNode(XSD + "byte")))
    '"5"^^xsd:byte'
    """
    value = literal.value if len(literal.value) <= _LONGEST else f"{literal.value[:_LONGEST]}…"
    return f'"{value}"^^{prefixed_name(literal.datatype.value)}'


def mark_literal(term: Term) -> Term:
    """Return a term so that the store keeps it: a literal that it respells has another datatype.

    >>> str(mark_literal(Literal("007", datatype=NamedNode(XSD + "integer"))))
    '"007"^^<urn:x-nemokg:as-written:http://www.w3.org/2001/XMLSchema#integer>'
    """
    if not isinstance(term, Literal) or keeps_spelling(term):
        return term
    return Literal(term.value, datatype=NamedNode(MARK + term.datatype.value))


def unmark_literal(term: Term) -> Term:
    """Return the term that was marked.

    >>> seven = Literal("007", datatype=NamedNode(XSD + "integer"))
    >>> unmark_literal(mark_literal(seven)) == seven
    True
    """
    if not isinstance(term, Literal) or not term.datatype.value.startswith(MARK):
        return term
    return Literal(term.value, datatype=NamedNode(term.datatype.value.removeprefix(MARK)))


def unmarked_value_expression(variable: str) -> str:
    """Return the SPARQL for the value of a variable, whose literals may be marked."""
    datatype = f"STR(DATATYPE({variable}))"
    value = f'STRDT(STR({variable}), IRI(STRAFTER({datatype}, "{MARK}")))'
    return f'IF(isLITERAL({variable}) && STRSTARTS({datatype}, "{MARK}"), {value}, {variable})'


@lru_cache(maxsize=65_536)
def _stored(literal: Literal) -> object:
    """Return what a store gives back for a literal."""
    store = Store()
    store.add(Quad(_ANY, _ANY, literal))
    return next(iter(store)).object
