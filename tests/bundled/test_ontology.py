"""The ontology is complete, loads as OWL and stays inside the OWL 2 RL profile."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyhornedowl
import pytest
import rdflib
from paths import FIXTURES, ROOT
from rdflib import OWL, RDF, RDFS, SKOS
from rl_profile import RL_AXIOMS

NEMO = rdflib.Namespace("https://w3id.org/nemokg/ontology#")
XSD = rdflib.Namespace("http://www.w3.org/2001/XMLSchema#")
ONTOLOGY = rdflib.URIRef("https://w3id.org/nemokg/ontology")
DCTERMS, VANN = rdflib.DCTERMS, rdflib.VANN
BIBO_STATUS = rdflib.URIRef("http://purl.org/ontology/bibo/status")
BUILT_IN = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2002/07/owl#",
)
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
WEIGHTS = {
    "weightParent", "initializedFrom", "mergedFrom", "mergeBase", "adapterOf", "quantizedFrom",
    "prunedFrom",
}  # fmt: skip
EDGES = WEIGHTS | {
    "valueModelFrom", "distilledInto", "rewards", "generatesDataFor", "transformsDataFor",
    "filtersDataFor", "judges", "redTeamsAsAttackerFor", "redTeamsAsDefenderFor", "lendsRecipeTo",
}  # fmt: skip
OWL_DATATYPES = {XSD.string, XSD.integer, XSD.boolean, XSD.decimal}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "nemokg.ttl")


@pytest.fixture(scope="module")
def data() -> rdflib.Graph:
    """Return the data together with the facts of other pipelines, which use every term."""
    graph = rdflib.Graph()
    for path in sorted((ROOT / "data").rglob("*.ttl")):
        graph.parse(path)
    for name in ("field", "examples"):
        graph.parse(FIXTURES / "pipelines" / f"{name}.ttl")
    return graph


def terms(ontology: rdflib.Graph) -> set[rdflib.URIRef]:
    subjects = {s for s in ontology.subjects() if isinstance(s, rdflib.URIRef)}
    return {term for term in subjects if term.startswith(NEMO)}


def test_every_term_is_documented(ontology: rdflib.Graph) -> None:
    """Every term of ours has one label, one definition and says where it is defined."""
    found = terms(ontology)
    assert len(found) > 150
    for term in found:
        assert len(list(ontology.objects(term, RDFS.label))) == 1, term
        assert len(list(ontology.objects(term, SKOS.definition))) == 1, term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_no_two_terms_share_a_text(ontology: rdflib.Graph, predicate: rdflib.URIRef) -> None:
    """No two terms have the same label or the same definition, whatever the case."""
    texts = Counter(str(text).casefold() for text in ontology.objects(None, predicate))
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize(
    "predicate",
    [
        DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, DCTERMS.created,
        DCTERMS.issued, DCTERMS.publisher, DCTERMS.bibliographicCitation, OWL.versionIRI,
        OWL.versionInfo, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri, BIBO_STATUS,
    ],
)  # fmt: skip
def test_header_is_complete(ontology: rdflib.Graph, predicate: rdflib.URIRef) -> None:
    """The header of the ontology has each of the metadata that catalogues ask for, once."""
    assert len(list(ontology.objects(ONTOLOGY, predicate))) == 1


def test_no_imports(ontology: rdflib.Graph) -> None:
    """The ontology loads without fetching another one."""
    assert (None, OWL.imports, None) not in ontology


def test_foreign_terms_are_declared(ontology: rdflib.Graph, data: rdflib.Graph) -> None:
    """Every predicate and class of another vocabulary, in ontology or data, is declared."""
    used = set(ontology.predicates()) | set(data.predicates())
    used |= set(ontology.objects(None, RDFS.subClassOf)) | set(data.objects(None, RDF.type))
    foreign = {term for term in used if not str(term).startswith(BUILT_IN)}
    assert [term for term in foreign if (term, RDF.type, None) not in ontology] == []


def test_no_property_is_idle(ontology: rdflib.Graph, data: rdflib.Graph) -> None:
    """Every property of ours is used in the data, or is an inverse or a superproperty."""
    used = set(data.predicates()) | set(data.objects(None, OWL.assertionProperty))
    for declared in PROPERTY_TYPES:
        for term in ontology.subjects(RDF.type, declared):
            if str(term).startswith(NEMO) and term not in used:
                inverse = (term, OWL.inverseOf, None) in ontology
                parent = (None, RDFS.subPropertyOf, term) in ontology
                assert inverse or parent or term == NEMO.influenceKind, term


def test_edges_have_kind_domain_range_and_inverse(ontology: rdflib.Graph) -> None:
    """The edge properties say their influence and run between participants, with inverses."""
    marked = set(ontology.subjects(NEMO.influenceKind))
    assert marked == {NEMO[name] for name in EDGES}
    for edge in marked:
        domain = NEMO.Adapter if edge == NEMO.adapterOf else NEMO.Participant
        assert list(ontology.objects(edge, RDFS.domain)) == [domain]
        assert list(ontology.objects(edge, RDFS.range)) == [NEMO.Participant]
        assert len(list(ontology.subjects(OWL.inverseOf, edge))) == 1


def test_only_weights_are_transitive(ontology: rdflib.Graph) -> None:
    """Only weightAncestor is transitive; it is neither irreflexive nor asymmetric."""
    assert list(ontology.subjects(RDF.type, OWL.TransitiveProperty)) == [NEMO.weightAncestor]
    strict = {NEMO.weightParent}
    assert set(ontology.subjects(RDF.type, OWL.IrreflexiveProperty)) == strict
    assert set(ontology.subjects(RDF.type, OWL.AsymmetricProperty)) == strict
    assert (NEMO.weightParent, RDFS.subPropertyOf, NEMO.weightAncestor) in ontology
    for name in WEIGHTS - {"weightParent"}:
        assert (NEMO[name], RDFS.subPropertyOf, NEMO.weightParent) in ontology


def test_owl_parser_sees_only_rl_axioms(ontology: rdflib.Graph, tmp_path: Path) -> None:
    """An OWL parser reads the whole file as axioms of OWL 2 RL over named classes."""
    path = tmp_path / "nemokg.owl"
    ontology.serialize(path, format="xml")
    components = [item.component for item in pyhornedowl.open_ontology(str(path)).get_components()]
    kinds = Counter(type(component).__name__ for component in components)
    assert set(kinds) <= RL_AXIOMS
    assert kinds["DeclareClass"] == len(set(ontology.subjects(RDF.type, OWL.Class)))
    assert kinds["SubClassOf"] == len(list(ontology.subject_objects(RDFS.subClassOf)))
    assert (None, RDF.type, OWL.Restriction) not in ontology
    for predicate in (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.disjointWith):
        for value in ontology.objects(None, predicate):
            assert isinstance(value, rdflib.URIRef)
    ranges = {value for value in ontology.objects(None, RDFS.range) if str(value).startswith(XSD)}
    assert ranges <= OWL_DATATYPES
