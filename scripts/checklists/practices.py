"""Principles of the OBO Foundry and best practices of Widoco that no other list has."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import rdflib
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN, Literal, URIRef

from checklists.foops import STATUS
from checklists.material import IRI, NAMESPACE, Material, name
from checklists.registry import check

if TYPE_CHECKING:
    from checklists.registry import Run

OPEN_LICENCE = re.compile(
    r"https://creativecommons\.org/(licenses/by/4\.0|publicdomain/zero/1\.0)/"
)
VERSION = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


@check("OBO", "P1", "the licence is CC BY 4.0 or CC0, in the header and in LICENSE-DATA")
def open_to_all(m: Material) -> list[str]:
    """Return that the licence does not let everybody use the ontology."""
    named = [each for each in m.header(DCTERMS.license) if OPEN_LICENCE.match(each)]
    return [] if named and named[0] in m.files["LICENSE-DATA"] else ["not open, or not so twice"]


@check("OBO", "P4", "the changelog lists the version and says how versions are numbered")
def versioned(m: Material) -> list[str]:
    """Return what is missing for versions to be told apart."""
    changes = m.files["CHANGELOG.md"]
    found = [] if set(m.header(OWL.versionInfo)) & set(VERSION.findall(changes)) else ["no entry"]
    return found + ([] if "semver.org" in changes else ["no procedure"])


@check("OBO", "P5", "abstract and description in the header")
@check("Widoco-BP", "Abstract", "`dcterms:abstract` in the header")
def scope(m: Material) -> list[str]:
    """Return what the header does not say of the scope."""
    return m.missing(abstract=(DCTERMS.abstract,), description=(DCTERMS.description,))


@check("OBO", "P10", "CONTRIBUTING says how to change the ontology")
def contributions(m: Material) -> list[str]:
    """Return that nobody is told how to contribute."""
    found = "## I changed the ontology" in m.files["CONTRIBUTING.md"]
    return [] if found else ["no way to contribute"]


@check("OBO", "P13", "the newest entry of the changelog is for this version, with a date")
def announced(m: Material) -> list[str]:
    """Return that the version is not announced."""
    first = re.search(r"^## (\S+) \(\d{4}-\d\d-\d\d\)", m.files["CHANGELOG.md"], re.MULTILINE)
    return [] if first and [first[1]] == m.header(OWL.versionInfo) else ["not announced"]


@check("OBO", "P19", "a rule against reusing IRIs; deprecated terms name their replacement")
@check("Widoco-BP", "Deprecation", "deprecated terms have `dcterms:isReplacedBy`")
def stable(m: Material) -> list[str]:
    """Return what lets a term change its meaning."""
    found = [name(t) for t in m.deprecated if (t, DCTERMS.isReplacedBy, None) not in m.graph]
    rule = "Never use an IRI again" in m.files["CONTRIBUTING.md"]
    return sorted(found) + ([] if rule else ["no rule"])


def _said(reading: str, *terms: URIRef) -> Run:
    def run(m: Material) -> list[str]:
        return m.missing(**{reading: terms})

    return run


for _id, _term, _reading in (
    ("Vocabulary namespace URI", VANN.preferredNamespaceUri, "`vann:preferredNamespaceUri`"),
    ("Name", RDFS.label, "`rdfs:label`"),
    ("Status", STATUS, "`bibo:status`"),
    ("Version info", OWL.versionInfo, "`owl:versionInfo`"),
    ("Creators", DCTERMS.creator, "`dcterms:creator`"),
    ("Contributors", DCTERMS.contributor, "`dcterms:contributor`"),
    ("Publisher", DCTERMS.publisher, "`dcterms:publisher`"),
    ("Bibliographic citation", DCTERMS.bibliographicCitation, "`dcterms:bibliographicCitation`"),
    ("Vocabulary diagram", FOAF.depiction, "`foaf:depiction`"),
    ("Similar resources (See also)", RDFS.seeAlso, "`rdfs:seeAlso`"),
):
    check("Widoco-BP", _id, f"{_reading} in the header")(_said(_reading, _term))


def _dated(term: URIRef) -> Run:
    def run(m: Material) -> list[str]:
        values = list(m.graph.objects(IRI, term))
        good = [v for v in values if isinstance(v, Literal) and isinstance(v.toPython(), date)]
        return [] if good and good == values else ["no date"]

    return run


for _id, _term, _reading in (
    ("Creation date", DCTERMS.created, "`dcterms:created`"),
    ("Modification date", DCTERMS.modified, "`dcterms:modified`"),
    ("Issued date", DCTERMS.issued, "`dcterms:issued`"),
):
    check("Widoco-BP", _id, f"{_reading} in the header, a date")(_dated(_term))


def _if_not_first(*terms: URIRef) -> Run:
    def run(m: Material) -> list[str]:
        first = len(set(VERSION.findall(m.files["CHANGELOG.md"]))) < 2
        return [] if first or m.header(*terms) else ["not said, though this is not the first one"]

    return run


_COMPATIBLE = (OWL.backwardCompatibleWith, OWL.incompatibleWith)
for _id, _terms, _reading in (
    ("Previous version", (OWL.priorVersion,), "`owl:priorVersion`"),
    ("Backward compatibility", _COMPATIBLE, "compatible or incompatible versions"),
    ("Incompatibility", _COMPATIBLE, "compatible or incompatible versions"),
):
    _reading = f"{_reading}: required once the changelog has two versions; it has one"
    check("Widoco-BP", _id, _reading)(_if_not_first(*_terms))


@check("Widoco-BP", "Term original source", "every term has `rdfs:isDefinedBy`, this ontology")
def term_source(m: Material) -> list[str]:
    """Return the terms that do not say where they come from."""
    wanted = [IRI]
    return [name(t) for t in m.terms if list(m.graph.objects(t, RDFS.isDefinedBy)) != wanted]


@check("Widoco-BP", "Term example", "classes and properties have a `skos:example` that holds")
def examples(m: Material) -> list[str]:
    """Return the terms without an example in which they occur, or with one that is not true."""
    head = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in prefixes().items())
    known = m.graph + m.data
    found = []
    for term in m.classes + m.properties:
        texts = [str(text) for text in m.graph.objects(term, SKOS.example)]
        if not texts:
            found.append(f"{name(term)}: none")
        for text in texts:
            triples = rdflib.Graph().parse(data=head + text, format="turtle")
            wrong = [t for t in triples if term not in t or not holds(known, t)]
            found += [f"{name(term)}: {text}"] if wrong else []
    return found


@check("Widoco-BP", "Term rationale", "scope notes; missing domains and ranges are explained (P11)")
def rationale(m: Material) -> list[str]:
    """Return that no term has a scope note, or that one says nothing."""
    notes = list(m.graph.subject_objects(SKOS.scopeNote))
    return [name(s) for s, text in notes if len(str(text)) < 10] if notes else ["no scope note"]


def holds(graph: rdflib.Graph, triple: tuple[rdflib.term.Node, ...]) -> bool:
    """Return whether a triple is there, or follows by class, inverse, subproperty or path."""
    s, p, o = triple
    if p == RDF.type:
        kinds = graph.objects(s, RDF.type)
        return any(o in graph.transitive_objects(kind, RDFS.subClassOf) for kind in kinds)
    below = set(graph.transitive_subjects(RDFS.subPropertyOf, p))
    if any((s, q, o) in graph for q in below):
        return True
    inverses = {*graph.objects(p, OWL.inverseOf), *graph.subjects(OWL.inverseOf, p)}
    if any((p, OWL.inverseOf, q) in graph and holds(graph, (o, q, s)) for q in inverses):
        return True
    if (p, RDF.type, OWL.TransitiveProperty) in graph:
        steps = {o2 for q in below for o2 in graph.objects(s, q)} - {s}
        return any(holds(graph, (step, p, o)) for step in steps)
    return False


def prefixes() -> dict[str, str]:
    """Return the prefixes that examples may use."""
    from nemokg.rdf.vocab import PREFIXES

    assert PREFIXES["nemo"] == NAMESPACE
    return PREFIXES
