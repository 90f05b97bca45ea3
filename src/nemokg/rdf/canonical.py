"""Names of blank nodes that equal datasets have in common, where finding them takes no ages."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from math import factorial, log2

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Quad, Triple

from nemokg.errors import OutputWarning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any as Term

    from pyoxigraph import Dataset

    # A blank node, with how one that looks the same is joined to it.
    Neighbours = dict[BlankNode, set[tuple[str, BlankNode]]]

# RDFC-1.0 tries all orders of blank nodes that look the same and are joined to each other. Up to
# these limits that takes less than a second; eight that are all joined take four, ten an hour.
_FEW = 6
_MANY = 200
_ORDERS = 12  # as a power of two


def canonicalize_blank_nodes(quads: Dataset) -> None:
    """Rename the blank nodes of a dataset as RDFC-1.0 does, in place.

    If that would take too long, they keep their names, and an OutputWarning says so.

    >>> from pyoxigraph import Dataset, NamedNode, Quad
    >>> dataset = Dataset([Quad(BlankNode("any"), NamedNode("x:p"), NamedNode("x:o"))])
    >>> canonicalize_blank_nodes(dataset)
    >>> [quad.subject for quad in dataset]
    [<BlankNode value=c14n0>]
    """
    for nodes in _indistinct_groups(quads):
        orders = sum(
            log2(factorial(count))
            for neighbours in nodes.values()
            for count in Counter(how for how, _ in neighbours).values()
        )
        if len(nodes) > _FEW and (len(nodes) > _MANY or orders > _ORDERS):
            warnings.warn(
                f"{len(nodes)} blank nodes are joined to each other and look the same, so they are"
                " not renamed canonically: what is written may differ from one time to the next.",
                OutputWarning,
                stacklevel=2,
            )
            return
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)


def _indistinct_groups(quads: Dataset) -> Iterator[Neighbours]:
    """Yield the groups of joined blank nodes whose own triples do not tell them from others."""
    looks: defaultdict[BlankNode, int] = defaultdict(int)
    joining = []
    for quad in quads:
        nodes = set(_blank_nodes(quad))
        for node in nodes:
            looks[node] += hash(_look(quad, node))
        if len(nodes) > 1:
            joining.append((quad, nodes))
    seen = Counter(looks.values())
    neighbours: Neighbours = {}
    for quad, nodes in joining:
        indistinct = [node for node in nodes if seen[looks[node]] > 1]
        for one in indistinct:
            for other in indistinct:
                if one != other:
                    how = f"{quad.predicate}{one == quad.subject}{looks[other]}"
                    neighbours.setdefault(one, set()).add((how, other))
    while neighbours:
        node, joined = neighbours.popitem()
        group, queue = {node: joined}, [node]
        while queue:
            for _, other in group[queue.pop()]:
                if other in neighbours:
                    group[other] = neighbours.pop(other)
                    queue.append(other)
        yield group


def _look(term: Term, node: BlankNode) -> str:
    """Return a term without the labels of blank nodes, but with the places of one of them."""
    if isinstance(term, BlankNode):
        return "itself" if term == node else "another"
    if isinstance(term, Quad | Triple):
        parts = " ".join(_look(part, node) for part in term)
        return f"<<{parts}>>"
    return str(term)


def _blank_nodes(statement: Quad | Triple) -> Iterator[BlankNode]:
    graph = getattr(statement, "graph_name", None)
    for term in (statement.subject, statement.object, graph):
        if isinstance(term, BlankNode):
            yield term
        elif isinstance(term, Triple):
            yield from _blank_nodes(term)
