"""Nanopublications of every claim, checked by the nanopub library without a network."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256

import pytest
import rdflib
from paths import FIXTURES
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

import nemokg
from nemokg.cite import render_citations
from nemokg.cite.citation import Citation, citations_of_claims
from nemokg.errors import OutputError

# The library uses a class that rdflib is about to rename.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
NP = "http://www.nanopub.org/nschema#"


@cache
def citations() -> list[Citation]:
    """Return a citation of every claim of the bundled dataset."""
    graph = nemokg.load()
    return citations_of_claims(graph.dataset, graph.claims())


@cache
def documents() -> list[str]:
    """Return the nanopublication of each claim as TriG."""
    return [render_citations([citation], "nanopub") for citation in citations()]


def graphs(document: str) -> dict[str, list[Quad]]:
    """Return the quads of a nanopublication by the local names of their graphs."""
    found: dict[str, list[Quad]] = {}
    for quad in parse(document, RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        found.setdefault(quad.graph_name.value.rpartition("#")[2], []).append(quad)
    return found


@pytest.mark.parametrize("half", [0, 1])
def test_the_library_finds_every_nanopublication_and_its_name_valid(half: int) -> None:
    """Each has the four graphs that belong to it, and a name that its content gives."""
    from nanopub.nanopub import Nanopub
    from rdflib import ConjunctiveGraph

    checked = documents()[half::2]
    assert len(checked) > 100
    for document in checked:
        graph = ConjunctiveGraph()
        graph.parse(data=document, format="trig")
        found = Nanopub(rdf=graph)
        assert found.is_valid
        assert found.has_valid_trusty


def test_a_changed_nanopublication_has_no_valid_name() -> None:
    """The check of names can fail: it does where a word was changed."""
    from nanopub.nanopub import Nanopub
    from nanopub.utils import MalformedNanopubError
    from rdflib import ConjunctiveGraph

    changed = documents()[0].replace("nemo:status nemo:", "nemo:status nemo:un")
    assert changed != documents()[0]
    graph = ConjunctiveGraph()
    graph.parse(data=changed, format="trig")
    found = Nanopub(rdf=graph)
    with pytest.raises(MalformedNanopubError):
        assert found.has_valid_trusty


def test_the_assertion_is_the_triple_of_the_claim() -> None:
    """A claim asserts its triple; a denial and a refuted claim say which triple they are about."""
    for citation, document in zip(citations(), documents(), strict=True):
        claim = citation.claim
        triple = tuple(
            NamedNode(each.iri) for each in (claim.subject, claim.predicate, claim.object)
        )
        said = [tuple(quad.triple) for quad in graphs(document)["assertion"]]
        if claim.denies or claim.rank == "deprecated":
            assert triple not in said
            assert {term for _, _, term in said} >= set(triple)
            assert {subject for subject, _, _ in said} == {NamedNode(claim.iri)}
        else:
            assert triple in said
            assert bool(claim.values) == (len(said) > 1)


def test_the_provenance_has_status_evidence_and_sources() -> None:
    """Status, evidence and sources are there, so that the digest is found again from them."""
    for citation, document in zip(citations(), documents(), strict=True):
        found = graphs(document)
        objects = {str(quad.object) for quad in found["provenance"]}
        lines = sorted(
            f"{quad.triple} .\n"
            for quad in found["provenance"] + found["assertion"]
            if quad.triple in citation.triples
        )
        assert sha256("".join(lines).encode()).hexdigest() == citation.digest
        assert f"<https://w3id.org/nemokg/ontology#{citation.claim.status}>" in objects
        assert f"<{citation.url}>" in objects
        for evidence in citation.claim.evidence:
            assert {f"<{evidence.iri}>", f"<{evidence.source.iri}>"} <= objects
            assert str(Literal(evidence.source.title)) in objects


def test_every_nanopublication_has_a_name_of_its_own_that_stays() -> None:
    """No two claims share a name, and made again each is the same to the byte."""
    names = {document.partition("@prefix this: ")[2].partition("\n")[0] for document in documents()}
    assert len(names) == len(citations())
    assert [render_citations([citation], "nanopub") for citation in citations()[:5]] == documents()[
        :5
    ]


def test_without_the_library_one_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nanopub is not installed, the error says how to install it."""
    monkeypatch.setitem(sys.modules, "nanopub.trustyuri.rdf", None)
    with pytest.raises(OutputError, match=r"pip install 'nemokg\[nanopub\]'"):
        render_citations(citations()[:1], "nanopub")


def test_data_of_somebody_else_are_not_published_as_this_dataset() -> None:
    """A nanopublication of somebody's own claim is valid, and names no one of this dataset."""
    from nanopub.nanopub import Nanopub
    from rdflib import ConjunctiveGraph

    data = nemokg.load(FIXTURES / "shapes" / "small.ttl")
    own = citations_of_claims(data.dataset, data.claims())
    assert own
    for citation in own:
        document = render_citations([citation], "nanopub")
        graph = ConjunctiveGraph()
        graph.parse(data=document, format="trig")
        assert Nanopub(rdf=graph).is_valid
        assert "contributors" not in document
        assert "<https://w3id.org/nemokg>" not in document


def test_rdflib_is_left_as_it_was() -> None:
    """After a nanopublication was made, rdflib reads literals as it did before."""
    before = rdflib.NORMALIZE_LITERALS
    for setting in (True, False):
        rdflib.NORMALIZE_LITERALS = setting
        render_citations(citations()[:1], "nanopub")
        assert rdflib.NORMALIZE_LITERALS is setting
    rdflib.NORMALIZE_LITERALS = before
