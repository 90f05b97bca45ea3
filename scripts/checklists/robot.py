"""ROBOT: the rules of its report, with `skos:definition` as the definition of a term."""

from __future__ import annotations

import re

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, BNode, Literal, Namespace, URIRef
from rdflib.term import Node

from checklists.material import AXIOMS, Material, name, ordered, shared
from checklists.registry import check

OIO = Namespace("http://www.geneontology.org/formats/oboInOwl#")
OBO = "http://purl.obolibrary.org/obo/"
EXACT = (OIO.hasExactSynonym, SKOS.altLabel)
SCOPES = (*EXACT, OIO.hasBroadSynonym, OIO.hasNarrowSynonym, OIO.hasRelatedSynonym,
          SKOS.hiddenLabel)  # fmt: skip
BUILT_IN = (str(OWL), str(RDF), str(RDFS), str(XSD))
REPLACED = (DCTERMS.isReplacedBy, URIRef(OBO + "IAO_0100001"))


@check("ROBOT-report", "annotation_whitespace", "no literal begins or ends with white space")
def annotation_whitespace(m: Material) -> list[str]:
    """Return the subjects of literals with white space around them."""
    return [name(s) for s, text in m.literals() if str(text) != str(text).strip()]


@check("ROBOT-report", "deprecated_boolean_datatype", "`owl:deprecated` has an `xsd:boolean`")
def deprecated_datatype(m: Material) -> list[str]:
    """Return the terms whose deprecation is no truth value."""
    said = m.graph.subject_objects(OWL.deprecated)
    return [name(s) for s, o in said if not (isinstance(o, Literal) and o.datatype == XSD.boolean)]


def _used_though_deprecated(m: Material, kinds: tuple[URIRef, ...]) -> list[str]:
    gone = {t for t in m.deprecated if set(m.graph.objects(t, RDF.type)) & set(kinds)}
    used = {o for axiom in AXIOMS for o in m.graph.objects(None, axiom)}
    return [name(t) for t in ordered(gone & used)]


@check("ROBOT-report", "deprecated_class_reference", "no axiom has a deprecated class as object")
def deprecated_class(m: Material) -> list[str]:
    """Return the deprecated classes that are in use."""
    return _used_though_deprecated(m, (OWL.Class,))


@check("ROBOT-report", "deprecated_property_reference", "no axiom has a deprecated property")
def deprecated_property(m: Material) -> list[str]:
    """Return the deprecated properties that are in use."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return _used_though_deprecated(m, kinds)


@check("ROBOT-report", "duplicate_definition", "no two terms have the same definition")
def duplicate_definition(m: Material) -> list[str]:
    """Return the definitions of several terms."""
    return shared([(t, d) for t in _current(m) for d in m.definitions(t)])


@check("ROBOT-report", "duplicate_label", "no two terms have the same label")
@check("OBO", "P12", "no two terms have the same label")
def duplicate_label(m: Material) -> list[str]:
    """Return the labels of several terms."""
    return shared([(t, label) for t in m.terms for label in m.labels(t)])


@check("ROBOT-report", "duplicate_exact_synonym", "no two terms have the same `skos:altLabel`")
def duplicate_synonym(m: Material) -> list[str]:
    """Return the exact synonyms of several terms."""
    return shared([(t, s.casefold()) for t in _current(m) for s in _texts(m, t, EXACT)])


@check("ROBOT-report", "duplicate_label_synonym", "no label is the `skos:altLabel` of a term")
def label_synonym(m: Material) -> list[str]:
    """Return the labels that are synonyms too."""
    labels = {label for t in _current(m) for label in m.labels(t)}
    return [name(t) for t in _current(m) if labels & set(_texts(m, t, EXACT))]


@check("ROBOT-report", "duplicate_scoped_synonym", "no synonym has two properties")
def scoped_synonym(m: Material) -> list[str]:
    """Return the terms with a synonym in two scopes."""
    texts = {t: _texts(m, t, SCOPES) for t in _current(m)}
    return [name(t) for t, found in texts.items() if len(found) > len(set(found))]


@check("ROBOT-report", "equivalent_pair", "no `owl:equivalentClass` between named classes")
def equivalent_pair(m: Material) -> list[str]:
    """Return the named classes that equal named classes."""
    pairs = m.graph.subject_objects(OWL.equivalentClass)
    return [name(a) for a, b in pairs if isinstance(a, URIRef) and isinstance(b, URIRef)]


@check("ROBOT-report", "equivalent_class_axiom_no_genus", "no class equals an `owl:Restriction`")
def no_genus(m: Material) -> list[str]:
    """Return the classes that are whatever has a property."""
    pairs = m.graph.subject_objects(OWL.equivalentClass)
    return [name(a) for a, b in pairs if (b, RDF.type, OWL.Restriction) in m.graph]


@check("ROBOT-report", "illegal_use_of_built_in_vocabulary", "nothing is stated about OWL terms")
def built_in(m: Material) -> list[str]:
    """Return the terms of RDF, RDFS, OWL and XSD that are described."""
    return [str(s) for s in ordered(set(m.graph.subjects())) if str(s).startswith(BUILT_IN)]


@check("ROBOT-report", "invalid_xref", "`oboInOwl:hasDbXref` has a CURIE")
def xref(m: Material) -> list[str]:
    """Return the cross-references in another form."""
    found = map(str, m.graph.objects(None, OIO.hasDbXref))
    return [text for text in found if not re.fullmatch(r"[\w.-]+:[^\s:]+", text)]


@check("ROBOT-report", "label_formatting", "no label has a tab or line break")
def label_formatting(m: Material) -> list[str]:
    """Return the terms with control characters in a label."""
    return [name(t) for t in m.terms if any(map(re.compile(r"[\t\r\n]").search, m.labels(t)))]


@check("ROBOT-report", "label_whitespace", "no label begins or ends with white space")
def label_whitespace(m: Material) -> list[str]:
    """Return the terms with white space around a label."""
    return [name(t) for t in m.terms if any(text != text.strip() for text in m.labels(t))]


@check("ROBOT-report", "lowercase_definition", "every definition begins with an upper-case letter")
def lowercase(m: Material) -> list[str]:
    """Return the terms with a definition in lower case."""
    return [name(t) for t in m.terms if any(not d[:1].isupper() for d in m.definitions(t))]


@check("ROBOT-report", "missing_obsolete_label", "labels of deprecated terms begin with obsolete")
def missing_obsolete(m: Material) -> list[str]:
    """Return the deprecated terms whose label does not say so."""
    return [name(t) for t in m.terms if t in m.deprecated and not _says_obsolete(m, t)]


@check("ROBOT-report", "misused_obsolete_label", "no other label begins with obsolete")
def misused_obsolete(m: Material) -> list[str]:
    """Return the terms that only their label calls obsolete."""
    return [name(t) for t in _current(m) if _says_obsolete(m, t)]


@check("ROBOT-report", "misused_replaced_by", "only deprecated terms have `dcterms:isReplacedBy`")
def replaced(m: Material) -> list[str]:
    """Return the terms that are replaced though not deprecated."""
    return [name(s) for p in REPLACED for s in m.graph.subjects(p) if s not in m.deprecated]


@check("ROBOT-report", "missing_ontology_description", "`dcterms:description` in the header")
@check("Widoco-BP", "Description", "`dcterms:description` in the header")
def description(m: Material) -> list[str]:
    """Return that the ontology has no description."""
    return m.missing(description=(DCTERMS.description,))


@check("ROBOT-report", "missing_ontology_title", "`dcterms:title` in the header")
@check("Widoco-BP", "Title", "`dcterms:title` in the header")
def title(m: Material) -> list[str]:
    """Return that the ontology has no title."""
    return m.missing(title=(DCTERMS.title,))


def _undeclared(m: Material, used: URIRef, above: URIRef) -> list[str]:
    declared = set(m.graph.subjects(RDFS.subPropertyOf, above))
    return [str(o) for o in ordered(set(m.graph.objects(None, used)) - declared)]


@check(
    "ROBOT-report",
    "missing_subset_declaration",
    "subsets in `oboInOwl:inSubset` are declared",
)
def subsets(m: Material) -> list[str]:
    """Return the subsets that are not declared."""
    return _undeclared(m, OIO.inSubset, OIO.SubsetProperty)


@check(
    "ROBOT-report",
    "missing_synonymtype_declaration",
    "types in `hasSynonymType` are declared",
)
def synonym_types(m: Material) -> list[str]:
    """Return the types of synonyms that are not declared."""
    return _undeclared(m, OIO.hasSynonymType, OIO.SynonymTypeProperty)


@check("ROBOT-report", "missing_superclass", "every class has an `rdfs:subClassOf`")
def superclass(m: Material) -> list[str]:
    """Return the classes without a class above."""
    return [name(c) for c in m.classes if (c, RDFS.subClassOf, None) not in m.graph]


def _repeated(m: Material, predicate: URIRef, terms: list[URIRef]) -> list[str]:
    return [name(t) for t in terms if len(list(m.graph.objects(t, predicate))) > 1]


@check("ROBOT-report", "multiple_definitions", "no term has two definitions")
def two_definitions(m: Material) -> list[str]:
    """Return the terms with several definitions."""
    return _repeated(m, SKOS.definition, m.terms)


@check("ROBOT-report", "multiple_labels", "no term has two labels")
def two_labels(m: Material) -> list[str]:
    """Return the terms with several labels."""
    return _repeated(m, RDFS.label, m.terms)


@check("ROBOT-report", "multiple_equivalent_classes", "no class has two `owl:equivalentClass`")
def two_equivalents(m: Material) -> list[str]:
    """Return the classes with several equivalents."""
    return _repeated(m, OWL.equivalentClass, m.classes)


@check(
    "ROBOT-report",
    "multiple_equivalent_class_definitions",
    "nor two anonymous ones",
)
def two_logical_definitions(m: Material) -> list[str]:
    """Return the classes with several logical definitions."""
    logical = {c: list(m.graph.objects(c, OWL.equivalentClass)) for c in m.classes}
    return [name(c) for c, f in logical.items() if sum(isinstance(o, BNode) for o in f) > 1]


@check("ROBOT-report", "invalid_entity_uri", "OBO IRIs end in IDSPACE_ and digits")
def entity_iri(m: Material) -> list[str]:
    """Return the IRIs of OBO that are not formed so."""
    used = {str(t) for triple in m.graph for t in triple if str(t).startswith(OBO)}
    return [t for t in sorted(used) if not re.fullmatch(r"[A-Za-z]+_\d+", t[len(OBO) :])]


def _current(m: Material) -> list[URIRef]:
    return [t for t in m.terms if t not in m.deprecated]


def _texts(m: Material, term: Node, predicates: tuple[URIRef, ...]) -> list[str]:
    return [str(o) for p in predicates for o in m.graph.objects(term, p)]


def _says_obsolete(m: Material, term: URIRef) -> bool:
    return any(label.lower().startswith("obsolete") for label in m.labels(term))
