"""Blank nodes are named by RDFC-1.0, unless that would take ages."""

from __future__ import annotations

import warnings
from itertools import permutations

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad

from nemokg.errors import OutputWarning
from nemokg.rdf.canonical import canonicalize_blank_nodes

P = NamedNode("urn:p")


def joined(pairs: list[tuple[int, int]]) -> list[Quad]:
    return [Quad(BlankNode(f"n{a}"), P, BlankNode(f"n{b}")) for a, b in pairs]


def chain(length: int) -> list[Quad]:
    return joined([(i, i + 1) for i in range(length)])


def all_joined(count: int) -> list[Quad]:
    return joined(list(permutations(range(count), 2)))


def told_apart(quads: list[Quad]) -> list[Quad]:
    """Return quads with a value of its own at each blank node."""
    nodes = {term for quad in quads for term in (quad.subject, quad.object)}
    return quads + [Quad(node, P, Literal(str(node))) for node in nodes]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "quads",
    [
        chain(20),
        all_joined(6),
        told_apart(chain(1000)),
        told_apart(all_joined(30)),
        [Quad(BlankNode(), P, Literal("x")) for _ in range(1000)],
        [quad for i in range(100) for quad in joined([(2 * i, 2 * i + 1)])],
    ],
    ids=["chain", "joined", "told-chain", "told-joined", "single", "pairs"],
)
def test_named_as_the_standard_does(quads: list[Quad]) -> None:
    """Where RDFC-1.0 ends soon, the names are the ones that it gives, and nothing is said."""
    ours, reference = Dataset(quads), Dataset(quads)
    reference.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canonicalize_blank_nodes(ours)
    assert set(ours) == set(reference)


@pytest.mark.parametrize("quads", [chain(3000), all_joined(12)], ids=["chain", "joined"])
def test_names_that_would_take_ages_stay(quads: list[Quad]) -> None:
    """Where RDFC-1.0 would run for hours, the names stay, and a warning says so."""
    dataset = Dataset(quads)
    with pytest.warns(OutputWarning, match=r"^\d+ blank nodes are joined .* may differ"):
        canonicalize_blank_nodes(dataset)
    assert set(dataset) == set(quads)
