"""Turtle: a block per subject, a claim and its evidence beside the subject that it is about."""

from __future__ import annotations

import re

from nemokg.export.canonical import by_subject
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, RdfFormat, Store, Triple

# The serializer escapes the line ends of literals: a line that is not indented begins a block.
_BLOCK = re.compile(r"\n(?=[^\t@}])")


def render(store: Store) -> str:
    """Return the default graph as Turtle, with all prefixes of the knowledge graph.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> a <x:C> . <x:a> <x:p> <x:b> , 1 ; <x:q> 2 .", RdfFormat.TURTLE)
    >>> print(render(store).partition("schema.org/> .")[2], end="")
    <BLANKLINE>
    <BLANKLINE>
    <x:a> <x:p> 1 , <x:b> ;
        <x:q> 2 .
    <BLANKLINE>
    <x:b> a <x:C> .
    """
    from pyoxigraph import RdfFormat

    return in_blocks(by_subject(store), RdfFormat.TURTLE)


def in_blocks(statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat) -> str:
    """Return sorted triples or quads in a format of the Turtle family, a block per subject.

    >>> from pyoxigraph import NamedNode, RdfFormat, Triple
    >>> a = NamedNode("https://w3id.org/nemokg/model/a")
    >>> print(in_blocks([Triple(a, a, a)], RdfFormat.TURTLE).splitlines()[-1])
    model:a model:a model:a .
    """
    from pyoxigraph import serialize

    content = serialize(statements, format=form, prefixes=PREFIXES)
    assert content is not None  # it is None only where serialize writes to a file
    return _BLOCK.sub("\n\n", content.decode()).replace("\t", "    ")
