"""What only the files show: how literals are spelt, and in which file a resource is described.

Stores write the number 8.030 as 8.03 and +5 as 5, each in its own way. Only one spelling means the
same in all of them: the canonical one, with which the files are compared. And what two files say
alike, a store has once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from nemokg.dataset.datatypes import REPLACED
from nemokg.dataset.reading import file_quads
from nemokg.rdf.vocab import PREFIXES, RDFS_LABEL, XSD, prefixed_name
from nemokg.validation.shacl.literals import keeps_spelling, mark_literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nemokg.validation.shacl.shapes import Term

# What stands once, where a resource is described.
DESCRIPTIVE = (RDFS_LABEL, PREFIXES["skos"] + "definition", PREFIXES["nemo"] + "evidence")
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


class WrittenFacts(NamedTuple):
    """Literals that stores spell differently, and resources that several files describe."""

    misspellings: list[Misspelling]
    described_twice: dict[str, list[str]]


def facts_as_written(files: Iterable[str]) -> WrittenFacts:
    """Return what only the files show, which are read once for it.

    A literal that stores spell differently is a number or truth value that is not canonical, or of
    a derived datatype. A resource is described twice where several files give it a label, and none
    has all of its labels, definitions and evidence: a copy of a description says nothing new.

    >>> facts_as_written([])
    WrittenFacts(misspellings=[], described_twice={})
    """
    misspellings: list[Misspelling] = []
    files_of_labels: dict[str, list[str]] = {}
    for file in files:
        for quad in file_quads(file):
            literal = quad.object
            if not isinstance(literal, Literal) or not isinstance(quad.subject, NamedNode):
                continue
            predicate = quad.predicate.value
            if predicate == RDFS_LABEL:
                labelled = files_of_labels.setdefault(quad.subject.value, [])
                if file not in labelled[-1:]:
                    labelled.append(file)
            if literal.language is not None:
                continue
            message = _message(literal)
            if message is not None:
                subject = quad.subject.value
                misspellings.append(Misspelling(subject, predicate, literal.value, message, file))
    several = {subject: some for subject, some in files_of_labels.items() if len(some) > 1}
    return WrittenFacts(misspellings, _described_twice(several))


def _described_twice(files_of_labels: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return those of some resources of which no file has the description of all."""
    descriptions: dict[str, dict[str, set[tuple[str, Term]]]] = {}
    for file in dict.fromkeys(file for files in files_of_labels.values() for file in files):
        for quad in file_quads(file):
            name = quad.predicate.value
            subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
            if name in DESCRIPTIVE and subject in files_of_labels:
                of_file = descriptions.setdefault(subject, {})
                of_file.setdefault(file, set()).add((name, quad.object))
    return {
        subject: files_of_labels[subject]
        for subject, of_file in descriptions.items()
        if set().union(*of_file.values()) not in of_file.values()
    }


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
