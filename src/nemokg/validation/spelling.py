"""How literals are spelt in the files: something that a store no longer shows.

Stores write the number 8.030 as 8.03 and +5 as 5, each in its own way. Only one spelling means the
same in all of them: the canonical one, with which the files are compared.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from nemokg.dataset.reading import quads
from nemokg.rdf.vocab import XSD, compact
from nemokg.validation.shacl.literals import REPLACED, keeps, stored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nemokg.validation.shacl import Result
    from nemokg.validation.shacl.shapes import Term

_STRING = XSD + "string"
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


def misspellings(files: Iterable[str]) -> Iterator[Misspelling]:
    """Yield the numbers and truth values that are not canonical, and those of derived datatypes.

    >>> list(misspellings([]))
    []
    """
    for file in files:
        for quad in quads(file):
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
            f"{compact(datatype)} is a datatype that stores replace by another; write"
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


class Respelled:
    """The literals of files that a store keeps in another spelling, and what becomes of them.

    `examples` has the properties with such literals, and one of each; `replaced` are those
    properties of which a store changes the datatype too.

    >>> Respelled([]).examples
    {}
    """

    def __init__(self, files: Sequence[str]) -> None:
        self._files = files
        self.examples: dict[str, Literal] = {}
        self.replaced: set[str] = set()
        for _, predicate, literal in self._literals():
            if predicate.value not in self.examples and not keeps(literal):
                self.examples[predicate.value] = literal
            if literal.datatype.value in REPLACED:
                self.replaced.add(predicate.value)

    @cached_property
    def merged(self) -> bool:
        """Whether two spellings of one value, of the same subject and property, become one."""
        written, kept = set(), set()
        for subject, predicate, literal in self._literals():
            if predicate.value in self.examples:
                written.add(hash((subject, predicate, literal)))
                kept.add(hash((subject, predicate, literal if keeps(literal) else stored(literal))))
        return len(written) != len(kept)

    def as_written(self, results: Sequence[Result]) -> list[Result]:
        """Return results with their values as the files spell them, one for each spelling.

        Those of blank nodes stay: they have other names in a file that is read again.
        """
        places = {
            (result.focus, result.path)
            for result in results
            if isinstance(result.path, NamedNode) and result.path.value in self.examples
        }
        spellings: dict[tuple[Term, Term | None, Term | None], list[Term | None]] = {}
        for subject, predicate, literal in self._literals() if places else ():
            if (subject, predicate) in places:
                value = literal if keeps(literal) else stored(literal)
                spellings.setdefault((subject, predicate, value), []).append(literal)
        return [
            replace(result, value=value)
            for result in results
            for value in dict.fromkeys(
                spellings.get((result.focus, result.path, result.value), [result.value])
            )
        ]

    def _literals(self) -> Iterator[tuple[Term, NamedNode, Literal]]:
        """Yield subject, predicate and literal, of the literals that are no text."""
        for file in self._files:
            for quad in quads(file):
                literal = quad.object
                if not isinstance(literal, Literal) or literal.language is not None:
                    continue
                if literal.datatype.value != _STRING:
                    yield quad.subject, quad.predicate, literal
