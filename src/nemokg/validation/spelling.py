"""How literals are spelt in the files: something that a store no longer shows.

Stores write the number 8.030 as 8.03 and +5 as 5, each in its own way. Only one spelling means the
same in all of them: the canonical one, with which the files are compared.
"""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from nemokg.dataset.reading import quads
from nemokg.rdf.vocab import XSD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CANONICAL = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]*"),
    XSD + "decimal": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]"),
    XSD + "boolean": re.compile(r"true|false"),
}


def misspelt(files: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield subject, predicate, spelling and file of each literal that is not canonical.

    >>> list(misspelt([]))
    []
    """
    for file in files:
        for quad in quads(file):
            literal = quad.object
            if not isinstance(literal, Literal) or literal.language is not None:
                continue
            form = CANONICAL.get(literal.datatype.value)
            if form is None or form.fullmatch(literal.value):
                continue
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value, quad.predicate.value, literal.value, file
