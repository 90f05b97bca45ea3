"""FOOPS: the ontology by the FAIR principles."""

from __future__ import annotations

import re

import rdflib
from pyoxigraph import RdfFormat, Store
from rdflib import DCTERMS, FOAF, OWL, RDF, SDO, VANN, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from checklists.material import IRI, NAMESPACE, PAGE, Material, name, ordered, own
from checklists.registry import check

STATUS = URIRef("http://purl.org/ontology/bibo/status")
DOI = URIRef("http://purl.org/ontology/bibo/doi")
MEDIA_TYPES = ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples")
PERSISTENT = re.compile(r"https?://(w3id\.org|purl\.org|purl\.archive\.org|doi\.org)/")
VOCABULARIES = (str(DCTERMS), str(VANN), str(FOAF), "http://purl.org/ontology/bibo/")


@check("FOOPS", "CN1", "`.htaccess` redirects for each RDF media type; a test runs it in Apache")
def content_negotiation(m: Material) -> list[str]:
    """Return the media types that the redirections do not know."""
    rules = re.sub(r"\\(.)", r"\1", m.files["w3id/.htaccess"])
    asked = "".join(line for line in rules.splitlines() if "HTTP_ACCEPT" in line)
    return [media for media in MEDIA_TYPES if media not in asked]


@check("FOOPS", "DOC1", "the page in a release has an anchor for each term")
@check("OBO", "P8", "the page has an anchor for each term; guides for developers exist")
def documented(m: Material) -> list[str]:
    """Return the terms without an anchor, and the documents that do not speak of the ontology."""
    page = m.files[PAGE]
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    silent = [
        file for file in ("docs/architecture.md", "CONTRIBUTING.md")
        if "ontology" not in m.files[file]
    ]  # fmt: skip
    return [name(term) for term in m.terms if name(term) not in anchors] + silent


@check("FOOPS", "FIND1", "`vann:preferredNamespacePrefix`")
@check("Widoco-BP", "Prefix", "`vann:preferredNamespacePrefix`")
def prefix(m: Material) -> list[str]:
    """Return that no prefix is declared."""
    return m.missing(prefix=(VANN.preferredNamespacePrefix,))


@check("FOOPS", "HTTP1", "the IRI begins with http or https")
def open_protocol(m: Material) -> list[str]:
    """Return the ontologies whose IRI is of another protocol."""
    return [str(o) for o in _ontologies(m) if not str(o).startswith(("https://", "http://"))]


@check("FOOPS", "OM1", "title, description, licence, version IRI, creator, namespace in the header")
def minimum(m: Material) -> list[str]:
    """Return the minimum metadata that are missing."""
    return m.missing(
        title=(DCTERMS.title,),
        description=(DCTERMS.description, DCTERMS.abstract),
        licence=(DCTERMS.license,),
        version_IRI=(OWL.versionIRI,),
        creator=(DCTERMS.creator,),
        namespace=(VANN.preferredNamespaceUri,),
    )


@check("FOOPS", "OM2", "prefix, version, date of creation, citation, contributor in the header")
def recommended(m: Material) -> list[str]:
    """Return the recommended metadata that are missing."""
    return m.missing(
        prefix=(VANN.preferredNamespacePrefix,),
        version=(OWL.versionInfo,),
        date_of_creation=(DCTERMS.created,),
        citation=(DCTERMS.bibliographicCitation,),
        contributor=(DCTERMS.contributor,),
    )


@check("FOOPS", "OM3", "DOI, publisher, logo, status, source, date of issue in the header")
def detailed(m: Material) -> list[str]:
    """Return the detailed metadata that are missing."""
    return m.missing(
        DOI=(DOI,),
        publisher=(DCTERMS.publisher,),
        logo=(FOAF.logo, SDO.logo),
        status=(STATUS,),
        source=(DCTERMS.source,),
        date_of_issue=(DCTERMS.issued,),
    )


@check("FOOPS", "OM4.1", "`dcterms:license` in the header, an IRI")
@check("OOPS", "P41", "`dcterms:license` in the header, an IRI")
@check("ROBOT-report", "missing_ontology_license", "`dcterms:license` in the header, an IRI")
@check("Widoco-BP", "Vocabulary license", "`dcterms:license` in the header, an IRI")
def licence(m: Material) -> list[str]:
    """Return that no licence is declared by its IRI."""
    named = [each for each in m.graph.objects(IRI, DCTERMS.license) if isinstance(each, URIRef)]
    return [] if named else ["no licence"]


@check("FOOPS", "OM5.1", "creator and date of creation in the header")
def provenance(m: Material) -> list[str]:
    """Return the basic provenance that is missing."""
    return m.missing(creator=(DCTERMS.creator,), date_of_creation=(DCTERMS.created,))


@check("FOOPS", "OM5.2", "publisher and date of issue in the header")
def detailed_provenance(m: Material) -> list[str]:
    """Return the detailed provenance that is missing."""
    return m.missing(publisher=(DCTERMS.publisher,), date_of_issue=(DCTERMS.issued,))


@check("FOOPS", "PURL1", "the IRI is at w3id.org, purl.org or doi.org")
def persistent(m: Material) -> list[str]:
    """Return the ontologies whose IRI is not persistent."""
    return [str(o) for o in _ontologies(m) if not PERSISTENT.match(str(o))]


@check("FOOPS", "RDF1", "rdflib and Oxigraph read the same number of triples from the Turtle")
@check("OBO", "P2", "rdflib and Oxigraph read the same number of triples from the Turtle")
def readable(m: Material) -> list[str]:
    """Return what hinders two readers from reading the same."""
    text = m.files["ontology/nemokg.ttl"]
    store = Store()
    try:
        store.load(text, RdfFormat.TURTLE)
        graph = rdflib.Graph().parse(data=text, format="turtle")
    except (SyntaxError, BadSyntax) as error:
        return [f"not Turtle: {error}"]
    return [] if len(graph) == len(store) > 0 else ["the readers disagree"]


@check("FOOPS", "URI2", "one ontology, its namespace is its IRI with `#`, and it defines all terms")
@check("OOPS", "P39", "one ontology, its namespace is its IRI with `#`, and it defines all terms")
def consistent(m: Material) -> list[str]:
    """Return what lies outside of the one namespace of the one ontology."""
    found = [] if _ontologies(m) == [IRI] else ["not one ontology"]
    if m.header(VANN.preferredNamespaceUri) != [NAMESPACE]:
        found.append("another namespace is preferred")
    near = {str(t) for t in m.graph.subjects() if str(t).startswith(f"{IRI}")}
    return found + [t for t in sorted(near) if t != str(IRI) and not own(URIRef(t))]


@check("FOOPS", "VER1", "`owl:versionIRI` with the number of `owl:versionInfo` in it")
@check("Widoco-BP", "Version IRI", "`owl:versionIRI` with the number of `owl:versionInfo` in it")
def version_iri(m: Material) -> list[str]:
    """Return that no version IRI names the version."""
    numbers = m.header(OWL.versionInfo)
    named = [iri for iri in m.header(OWL.versionIRI) if any(f"/{n}/" in iri for n in numbers)]
    return [] if named else ["no version IRI"]


@check("FOOPS", "VOC1", "the header uses Dublin Core Terms, VANN, FOAF and BIBO")
def known_metadata(m: Material) -> list[str]:
    """Return the vocabularies of metadata that are not used."""
    used = "\n".join(str(p) for p in m.graph.predicates(IRI))
    return [each for each in VOCABULARIES if each not in used]


@check("FOOPS", "VOC2", "our axioms use classes and properties of other vocabularies")
def reuse(m: Material) -> list[str]:
    """Return that no term of another vocabulary is above a term of ours."""
    above = {o for term in m.classes + m.properties for o in m.graph.objects(term)}
    kinds = {OWL.Class, *map(URIRef, (OWL.ObjectProperty,))}
    foreign = [o for o in above if not own(o) and set(m.graph.objects(o, RDF.type)) & kinds]
    return [] if foreign else ["no term of another vocabulary is used"]


@check("FOOPS", "VOC3", "every term has an `rdfs:label`")
@check("ROBOT-report", "missing_label", "every term has an `rdfs:label` that is not empty")
@check("Widoco-BP", "Label", "every term has an `rdfs:label`")
def labelled(m: Material) -> list[str]:
    """Return the terms without a label."""
    return [name(term) for term in m.terms if not any(map(str.strip, m.labels(term)))]


@check("FOOPS", "VOC4", "every term has a `skos:definition`")
@check("OOPS", "P08", "every term has an `rdfs:label` and a `skos:definition`")
@check("ROBOT-report", "missing_definition", "every term has a `skos:definition`")
@check("OBO", "P6", "every term, so every class, has a `skos:definition`")
@check("Widoco-BP", "Term definition", "every term has a `skos:definition`")
def defined(m: Material) -> list[str]:
    """Return the terms without a definition, or without a label."""
    lacking = [t for t in m.terms if not any(map(str.strip, m.definitions(t)))]
    return [name(term) for term in lacking] + labelled(m)


def _ontologies(m: Material) -> list[Node]:
    return ordered(m.graph.subjects(RDF.type, OWL.Ontology))
