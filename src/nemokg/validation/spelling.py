"""How literals are spelt in the files, which a store no longer shows.

Stores write the number 8.030 as 8.03 and +5 as 5, each in its own way. Only one spelling means the
same in all of them: the canonical one, with which the files are compared.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from nemokg.dataset.datatypes import REPLACED
from nemokg.dataset.reading import file_quads
from nemokg.rdf.vocab import XSD, prefixed_name
from nemokg.validation.shacl.literals import keeps_spelling, mark_literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CANONICAL = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]*"),
    XSD + "decimal": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]"),
    XSD + "boolean": re.compile(r"true|false"),
}


class Misspelling(NamedTuple):
    """A literal that stores spell differently: subject, predicate, spelling, what to do, file."""

    subject: str
    predicate: str
    spelling: str
    message: str
    file: str


def find_misspellings(files: Iterable[str]) -> Iterator[Misspelling]:
    """Yield the numbers and truth values that are not canonical, and those of derived datatypes.

    >>> list(find_misspellings([]))
    []
    """
    for file in files:
        for quad in file_quads(file):
            literal = quad.object
            if not isinstance(literal, Literal) or literal.language is not None:
                continue
            message = _message(literal)
            if message is not None and isinstance(quad.subject, NamedNode):
                subject, predicate = quad.subject.value, quad.predicate.value
                yield Misspelling(subject, predicate, literal.value, message, file)


def _message(literal: Literal) -> str | None:
    """Return what is wrong with the spelling of a literal, or None."""
    datatype = literal.datatype.value
    if datatype in REPLACED:
        return (
            f"{prefixed_name(datatype)} is a datatype that stores replace by another; write"
            f' "{literal.value}" as xsd:integer, or as the date alone.'
        )
    form = CANONICAL.get(datatype)
    if form is None or form.fullmatch(literal.value):
        return None
    return (
        f'"{literal.value}" is not the canonical spelling, so stores write it differently;'
        " write numbers without plus sign and needless zeros, whole ones without a point, and"
        " true or false."
    )


def first_respelled_literal(files: Iterable[str]) -> Literal | None:
    """Return a literal of some files that the store would respell, or None.

    >>> first_respelled_literal([])
    """
    for file in files:
        for quad in file_quads(file):
            if isinstance(quad.object, Literal) and not keeps_spelling(quad.object):
                return quad.object
    return None


def quads_as_written(files: Iterable[str]) -> Iterator[Quad]:
    """Yield the quads of some files, with the literals marked that the store would respell.

    >>> list(quads_as_written([]))
    []
    """
    for file in files:
        for quad in file_quads(file):
            yield Quad(quad.subject, quad.predicate, mark_literal(quad.object))
