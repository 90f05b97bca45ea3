"""Blank nodes by name: by their labels here, by IRIs in remote stores, which queries can name."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Quad

from nemokg.rdf.vocab import BASE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

GENID = f"{BASE}.well-known/genid/"
"""How the IRIs begin that stand for blank nodes of the files."""


def restore_blank_nodes(subject: Any, predicate: Any, object_: Any) -> Quad:
    """Return a triple with blank nodes restored in place of the IRIs that represent them.

    >>> p, o = NamedNode("urn:p"), NamedNode("urn:o")
    >>> restore_blank_nodes(NamedNode(f"{GENID}0a-1"), p, o).subject
    <BlankNode value=g0an1>
    """
    return Quad(_restored(subject), predicate, _restored(object_))


def _restored(term: Any) -> Any:
    if isinstance(term, NamedNode) and term.value.startswith(GENID):
        return BlankNode(f"g{term.value.removeprefix(GENID).replace('-', 'n')}")
    return term


def resource_term(name: str) -> NamedNode | BlankNode:
    """Return the term of an IRI or of the label of a blank node.

    >>> resource_term("_:b"), resource_term("urn:x:b")
    (<BlankNode value=b>, <NamedNode value=urn:x:b>)
    """
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)
