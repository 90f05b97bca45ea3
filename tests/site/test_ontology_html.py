"""The documentation of the ontology: whole, valid, and the same as the ontology."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import html5lib
import ontology_diagram
import pytest
import rdflib
from paths import ROOT
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.compare import isomorphic

from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.site.ontology import (
    FORMS,
    IRI,
    class_drawing,
    ontology_forms,
    ontology_page,
    standalone_page,
)

NAMESPACE = f"{IRI}#"
PARSERS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt"}
KINDS = (
    OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty,
    OWL.NamedIndividual,
)  # fmt: skip
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """Return the ontology as rdflib reads it."""
    return rdflib.Graph().parse(ROOT / "ontology" / "nemokg.ttl")


@pytest.fixture(scope="module")
def alone() -> str:
    """Return the page that stands alone."""
    return standalone_page(store_of_files(core_ontology_files()))


@pytest.fixture(scope="module", params=["alone", "in the site"])
def page(request: pytest.FixtureRequest, alone: str) -> str:
    """Return the page that stands alone, and that of the site."""
    if request.param == "alone":
        return alone
    store = store_of_files(core_ontology_files())
    return ontology_page(store, {"title": "T", "foot": "F"})


def terms(ontology: rdflib.Graph) -> dict[str, URIRef]:
    """Return the terms of the ontology by their local names."""
    found = {s for kind in KINDS for s in ontology.subjects(RDF.type, kind)}
    own = {s for s in found if isinstance(s, URIRef) and s.startswith(NAMESPACE)}
    return {term.removeprefix(NAMESPACE): term for term in own}


def sections(page: str) -> dict[str, str]:
    """Return the text of the section of each term, by its anchor."""
    tree = html5lib.parse(page)
    found = [each for each in tree.iter(f"{HTML}section") if each.get("class") == "term"]
    texts = {each.attrib["id"]: " ".join(" ".join(each.itertext()).split()) for each in found}
    return {name: text.replace(" ,", ",") for name, text in texts.items()}


def test_the_page_is_valid(page: str) -> None:
    """A strict parser of HTML finds no error, and no anchor is there twice."""
    html5lib.HTMLParser(strict=True).parse(page)
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)) > 150


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    """Every link to an anchor, those of the drawing included, has its anchor."""
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert len(links) > 150
    assert links <= anchors


def test_every_term_has_a_section_under_its_local_name(page: str, ontology: rdflib.Graph) -> None:
    """The anchor of a term is its local name, and its label, definition and notes stand there."""
    found, wanted = sections(page), terms(ontology)
    assert found.keys() == wanted.keys()
    for name, term in wanted.items():
        for predicate in (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example):
            for text in ontology.objects(term, predicate):
                assert " ".join(str(text).split()) in found[name], (name, text)


def test_a_section_says_how_a_term_relates_to_others(page: str) -> None:
    """Domain, range, what is above and below, inverse and traits of a term are in its section."""
    found = sections(page)
    assert "irreflexive" in found["weightParent"]
    assert "Subproperty of weight parent" in found["initializedFrom"]
    assert "Inverse of initialises" in found["initializedFrom"]
    assert "Kind of influence weights" in found["initializedFrom"]
    assert "Domain training stage" in found["usesAlgorithm"]
    assert "Range algorithm" in found["usesAlgorithm"]
    assert "Subclasses general teacher" not in found["Teacher"]
    assert "Subclasses agentic teacher, general teacher" in found["Teacher"]
    assert "Disjoint with" in found["Claim"]
    assert "close match fair4ml:MLModel" in found["Model"]


def test_the_page_asks_for_nothing_from_elsewhere(page: str, alone: str) -> None:
    """Nothing is loaded from another host, and alone the page loads nothing at all."""
    assert not re.findall(r'<(?:script|img|iframe)\b[^>]*\bsrc="https?:', page)
    assert not re.findall(r'<link\b[^>]*rel="(?:stylesheet|icon)"[^>]*href="https?:', page)
    assert not re.findall(r"url\(|@import", page)
    assert not re.findall(r'<script\b[^>]*src=|<link\b[^>]*rel="stylesheet"', alone)


def test_the_page_names_its_other_forms(page: str) -> None:
    """A client finds the canonical IRI, and each form of RDF with its media type."""
    assert f'<link rel="canonical" href="{IRI}">' in page
    for suffix, (_, media) in FORMS.items():
        assert f'<link rel="alternate" type="{media}" href="ontology.{suffix}"' in page


def test_the_page_describes_itself_to_search_engines(page: str, ontology: rdflib.Graph) -> None:
    """The words of schema.org on the page are those of the header, and name all terms."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(text)
    about = URIRef(IRI)
    assert said["@id"] == IRI
    assert said["name"] == str(ontology.value(about, rdflib.DCTERMS.title))
    assert said["version"] == str(ontology.value(about, OWL.versionInfo))
    assert said["license"] == str(ontology.value(about, rdflib.DCTERMS.license))
    assert {each["@id"] for each in said["hasDefinedTerm"]} == set(
        map(str, terms(ontology).values())
    )


def test_text_cannot_become_markup() -> None:
    """A definition with marks of HTML is shown, and ends neither an element nor a script."""
    store = store_of_files(core_ontology_files())
    store.update(
        f"INSERT DATA {{ <{NAMESPACE}Odd> a <{OWL.Class}> ; <{RDFS.label}> '</script><b>odd' ;"
        f" <{SKOS.definition}> '<i>odd</i>' }}"
    )
    page = standalone_page(store)
    assert "</script><b>" not in page
    assert "<i>odd" not in page
    assert "&lt;i&gt;odd" in page


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what its parser itself uses
@pytest.mark.parametrize("suffix", PARSERS)
def test_every_form_has_the_same_triples(suffix: str, ontology: rdflib.Graph) -> None:
    """Each form of RDF is read back as the graph of the Turtle file."""
    text = ontology_forms()[f"ontology.{suffix}"]
    assert isomorphic(rdflib.Graph().parse(data=text, format=PARSERS[suffix]), ontology)


def test_page_and_forms_are_the_same_every_time(alone: str) -> None:
    """Another process, with another seed of hashes, writes the same bytes."""
    program = (
        "import sys; from nemokg.site.ontology import *; from nemokg.dataset.reading import *\n"
        "page = standalone_page(store_of_files(core_ontology_files()))\n"
        "sys.stdout.buffer.write('\\0'.join([page, *ontology_forms().values()]).encode())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert ended.stdout.decode() == "\0".join([alone, *ontology_forms().values()])


def test_the_drawing_is_that_of_the_ontology(ontology: rdflib.Graph) -> None:
    """The drawing is what would be drawn now, and has a box for each class."""
    assert class_drawing() == ontology_diagram.svg(ontology), "out of date; run `make docs`"
    classes = {s for s in ontology.subjects(RDF.type, OWL.Class) if s in terms(ontology).values()}
    assert set(re.findall(r'href="([^"]+)"', class_drawing())) == set(map(str, classes))
