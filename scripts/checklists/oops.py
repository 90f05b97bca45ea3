"""OOPS: pitfalls of the model, those that concern classes and the vocabulary as a whole."""

from __future__ import annotations

import re
from itertools import combinations

from rdflib import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, Literal, URIRef
from rdflib.term import Node

from checklists.material import AXIOMS, IRI, PROPERTY_TYPES, Material, name, ordered, own, shared
from checklists.registry import check

CLASS_NAME = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*")
OTHER_NAME = re.compile(r"[a-z]+(?:[A-Z][a-z]+)*")
WORDS = re.compile(r"[A-Z]?[a-z]+")
BUILT_IN = (str(OWL), str(RDF), str(RDFS))
KNOWN = {str(ns): set(dir(ns)) for ns in (DCAT, DCTERMS, FOAF, PROV, SDO, SKOS, VANN)}
KNOWN[str(DCAT)].add(URIRef(f"{DCAT}version"))  # of DCAT 3; rdflib has the terms of DCAT 2


@check("OOPS", "P02", "no `owl:equivalentClass` between two of our classes")
def synonyms(m: Material) -> list[str]:
    """Return the classes of ours that are declared equivalent."""
    pairs = m.graph.subject_objects(OWL.equivalentClass)
    return [f"{name(a)} = {name(b)}" for a, b in sorted(pairs) if own(a) and own(b)]


@check(
    "OOPS",
    "P04",
    "every class and property occurs in an axiom with another one, or a note says why not",
)
def unconnected(m: Material) -> list[str]:
    """Return the classes and properties that no axiom connects with another one."""
    pairs = [pair for axiom in AXIOMS for pair in m.graph.subject_objects(axiom)]
    connected = {term for pair in pairs for term in pair}
    logical = {*m.classes, *m.properties} - set(m.graph.subjects(RDF.type, OWL.AnnotationProperty))
    noted = set(m.graph.subjects(SKOS.scopeNote))
    return [name(term) for term in sorted(logical - connected - noted)]


@check("OOPS", "P06", "no class is its own superclass")
def cycles(m: Material) -> list[str]:
    """Return the classes that are subclasses of themselves."""
    return [
        name(c) for c in m.classes
        if any(c in m.graph.transitive_objects(up, RDFS.subClassOf)
               for up in m.graph.objects(c, RDFS.subClassOf))
    ]  # fmt: skip


@check("OOPS", "P07", "no name or label of a class contains the word and, or the word or")
def merged(m: Material) -> list[str]:
    """Return the classes that are named after two things."""
    return [name(c) for c in m.classes if _words(m, c) & {"and", "or"}]


@check("OOPS", "P10", "`owl:disjointWith` or `owl:AllDisjointClasses`, and no instance of both")
def disjointness(m: Material) -> list[str]:
    """Return that nothing is disjoint, or what is of two disjoint classes."""
    pairs = _disjoint(m)
    below = {c: {*m.graph.transitive_subjects(RDFS.subClassOf, c)} for p in pairs for c in p}
    instances = {
        c: {i for sub in subs for i in m.data.subjects(RDF.type, sub)} for c, subs in below.items()
    }
    wrong = [
        f"{name(a)} and {name(b)}" for a, b in sorted(pairs)
        if below[a] & below[b] or instances[a] & instances[b]
    ]  # fmt: skip
    return wrong if pairs else ["nothing is disjoint"]


@check(
    "OOPS", "P20", "no label is an IRI or longer than its definition, and none is the definition"
)
def misused(m: Material) -> list[str]:
    """Return the terms whose label and definition seem to be in each other's place."""
    pairs = [(t, a, b) for t in m.terms for a in m.labels(t) for b in m.definitions(t)]
    return [name(t) for t, label, text in pairs if len(label) >= len(text) or "://" in label]


@check("OOPS", "P21", "no name or label of a class contains the word other, miscellaneous or misc")
def miscellaneous(m: Material) -> list[str]:
    """Return the classes for whatever is left."""
    return [name(c) for c in m.classes if _words(m, c) & {"other", "misc", "miscellaneous"}]


@check("OOPS", "P22", "classes in UpperCamelCase, everything else in lowerCamelCase")
def naming(m: Material) -> list[str]:
    """Return the terms whose name follows another convention."""
    return [
        name(t) for t in m.terms
        if not (CLASS_NAME if t in m.classes else OTHER_NAME).fullmatch(name(t))
    ]  # fmt: skip


@check("OOPS", "P24", "no class is used in its own equivalent or mentioned in its definition")
def recursive(m: Material) -> list[str]:
    """Return the classes that are defined by themselves."""
    found = []
    for c in m.classes:
        for equal in m.graph.objects(c, OWL.equivalentClass):
            if c in m.graph.transitive_objects(equal, None):
                found.append(name(c))
        texts = " ".join(m.definitions(c)).lower()
        if texts.startswith(tuple(f"{a} {label} " for a in ("a", "an") for label in m.labels(c))):
            found.append(name(c))
    return found


@check(
    "OOPS",
    "P30",
    "relations to classes of the same name elsewhere are declared",
)
def unrelated_classes(m: Material) -> list[str]:
    """Return the classes of ours with a namesake elsewhere of which nothing is said."""
    return namesakes(m, m.classes, (OWL.Class,))


@check("OOPS", "P31", "no equivalent classes are disjoint, or one a subclass of the other")
def wrong_equivalents(m: Material) -> list[str]:
    """Return the equivalent classes that cannot be."""
    apart = _disjoint(m)
    pairs = sorted(m.graph.subject_objects(OWL.equivalentClass))
    return [
        f"{name(a)} = {name(b)}" for a, b in pairs
        if {(a, b), (b, a)} & apart
        or b in set(m.graph.transitive_objects(a, RDFS.subClassOf)) - {a}
        or a in set(m.graph.transitive_objects(b, RDFS.subClassOf)) - {b}
    ]  # fmt: skip


@check("OOPS", "P32", "no two classes have the same label, ignoring case")
def same_labels(m: Material) -> list[str]:
    """Return the labels that classes share."""
    return shared([(c, label.casefold()) for c in m.classes for label in m.labels(c)])


@check("OOPS", "P34", "everything used as a class is declared as one")
def untyped_classes(m: Material) -> list[str]:
    """Return what stands in the place of a class without being declared."""
    used = set(m.graph.objects(None, RDFS.subClassOf)) | set(m.graph.objects(None, RDFS.domain))
    used |= set(m.graph.objects(None, RDF.type))
    declared = set(m.graph.subjects(RDF.type, OWL.Class))
    return [str(c) for c in ordered(used - declared) if not str(c).startswith(BUILT_IN)]


@check("OOPS", "P35", "everything used as a property is declared as one")
def untyped_properties(m: Material) -> list[str]:
    """Return what stands in the place of a property without being declared."""
    used = set(m.graph.predicates()) | set(m.graph.objects(None, RDFS.subPropertyOf))
    declared = {s for kind in PROPERTY_TYPES for s in m.graph.subjects(RDF.type, kind)}
    return [str(p) for p in ordered(used - declared) if not str(p).startswith(BUILT_IN)]


@check("OOPS", "P36", "the IRI does not end in .owl, .rdf, .ttl, .n3 or .rdfxml")
def extension(m: Material) -> list[str]:
    """Return the ontologies whose IRI is that of a file."""
    ends = (".owl", ".rdf", ".ttl", ".n3", ".rdfxml")
    return [str(o) for o in m.graph.subjects(RDF.type, OWL.Ontology) if str(o).endswith(ends)]


@check("OOPS", "P38", "`owl:Ontology` is declared")
def declaration(m: Material) -> list[str]:
    """Return that no ontology is declared."""
    return [] if (IRI, RDF.type, OWL.Ontology) in m.graph else ["no ontology"]


@check(
    "OOPS",
    "P40",
    "foreign terms exist, in vocabularies that rdflib knows (not BIBO, ECO)",
)
def hijacking(m: Material) -> list[str]:
    """Return the terms that their vocabularies do not have."""
    used = {t for triple in m.graph for t in triple if isinstance(t, URIRef)}
    return [
        str(t) for t in sorted(used) for ns, terms in KNOWN.items()
        if str(t).startswith(ns) and str(t) != ns and t not in terms
    ]  # fmt: skip


def namesakes(m: Material, ours: list[URIRef], kinds: tuple[URIRef, ...]) -> list[str]:
    """Return those of our terms with a namesake elsewhere to which nothing relates them."""
    links = m.links()
    foreign: dict[str, set[URIRef]] = {}
    for graph in (m.graph, m.alignments):
        for term in {s for kind in kinds for s in graph.subjects(RDF.type, kind)}:
            if isinstance(term, URIRef) and not own(term):
                foreign.setdefault(re.split("[#/]", term)[-1].lower(), set()).add(term)
    return [
        f"{name(t)} and {other}" for t in ours for other in sorted(foreign.get(name(t).lower(), ()))
        if not {(t, other), (other, t)} & links
    ]  # fmt: skip


def _words(m: Material, term: URIRef) -> set[str]:
    named = WORDS.findall(name(term))
    return {word.lower() for word in [*named, *" ".join(m.labels(term)).split()]}


def _disjoint(m: Material) -> set[tuple[Node, Node]]:
    pairs: set[tuple[Node, Node]] = set(m.graph.subject_objects(OWL.disjointWith))
    for group in m.graph.subjects(RDF.type, OWL.AllDisjointClasses):
        for members in m.graph.objects(group, OWL.members):
            pairs |= set(combinations(ordered(m.graph.items(members)), 2))
    return {(a, b) for a, b in pairs if not isinstance(b, Literal)}
