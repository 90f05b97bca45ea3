"""Blank nodes in remote stores, which are replaced by IRIs there, so that queries can name them."""

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
