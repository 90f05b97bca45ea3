"""OOPS: pitfalls of the model, those that concern properties."""

from __future__ import annotations

from itertools import combinations

from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.term import Node

from checklists.material import Material, name, ordered, own
from checklists.oops import namesakes
from checklists.registry import check

IS = {"is", "is a", "isa", "is-a", "same as", "equals", "subclass of", "instance of"}


@check("OOPS", "P03", "no property has the name or label is, is a, same as, instance of")
def is_a(m: Material) -> list[str]:
    """Return the properties that say what RDF and OWL have terms for."""
    names = {*IS, *(phrase.replace(" ", "") for phrase in IS)}
    return [
        name(p) for p in m.properties if {name(p).lower(), *map(str.lower, m.labels(p))} & names
    ]


@check("OOPS", "P05", "domain and range of inverse properties mirror each other")
def wrong_inverses(m: Material) -> list[str]:
    """Return the inverses whose domains and ranges do not fit."""
    return [
        f"{name(p)} and {name(q)}" for p, q in sorted(m.graph.subject_objects(OWL.inverseOf))
        if _ends(m, p) != _ends(m, q)[::-1]
    ]  # fmt: skip


@check("OOPS", "P11", "domain and range, or a scope note that says why there is none")
def domains(m: Material) -> list[str]:
    """Return the properties with neither."""
    annotations = set(m.graph.subjects(RDF.type, OWL.AnnotationProperty))
    found = []
    for p in (p for p in m.properties if p not in annotations):
        notes = " ".join(map(str, m.graph.objects(p, SKOS.scopeNote))).lower()
        for end, word in zip(_ends(m, p), ("domain", "range"), strict=True):
            if end is None and not ("no " in notes and word in notes):
                found.append(f"{name(p)}: {word}")
    return found


@check(
    "OOPS",
    "P12",
    "relations to properties of the same name elsewhere are declared",
)
@check(
    "OBO",
    "P7",
    "relations to properties of the same name elsewhere are declared",
)
def unrelated_properties(m: Material) -> list[str]:
    """Return the properties of ours with a namesake elsewhere of which nothing is said."""
    return namesakes(m, m.properties, (OWL.ObjectProperty, OWL.DatatypeProperty))


@check("OOPS", "P13", "no two properties without inverse have mirrored domain and range")
def suggested_inverses(m: Material) -> list[str]:
    """Return the pairs that seem to be inverses of each other."""
    declared = {p for pair in m.graph.subject_objects(OWL.inverseOf) for p in pair}
    declared |= set(m.graph.subjects(RDF.type, OWL.SymmetricProperty))
    declared |= {p for p in m.object_properties if _above(m, p) & declared}
    free = [p for p in m.object_properties if p not in declared and None not in _ends(m, p)]
    return [
        f"{name(p)} and {name(q)}" for p, q in combinations(free, 2)
        if _ends(m, p) == _ends(m, q)[::-1]
    ]  # fmt: skip


@check("OOPS", "P19", "no property has two domains or two ranges")
def several(m: Material) -> list[str]:
    """Return the properties with several domains or ranges."""
    return [
        name(p) for p in m.properties
        if any(len(set(m.graph.objects(p, each))) > 1 for each in (RDFS.domain, RDFS.range))
    ]  # fmt: skip


@check("OOPS", "P25", "no property is declared as its own inverse")
def own_inverse(m: Material) -> list[str]:
    """Return the properties that should be symmetric."""
    return [name(p) for p, q in m.graph.subject_objects(OWL.inverseOf) if p == q]


@check("OOPS", "P26", "no symmetric property has an inverse")
def symmetric_inverse(m: Material) -> list[str]:
    """Return the symmetric properties with an inverse."""
    pairs = {p for pair in m.graph.subject_objects(OWL.inverseOf) for p in pair}
    return [
        name(p) for p in ordered(pairs & set(m.graph.subjects(RDF.type, OWL.SymmetricProperty)))
    ]


@check("OOPS", "P27", "equivalent properties have the same kind, domain and range")
def wrong_equivalents(m: Material) -> list[str]:
    """Return the equivalent properties that differ."""
    return [
        f"{name(p)} = {name(q)}" for p, q in sorted(m.graph.subject_objects(OWL.equivalentProperty))
        if own(p) and own(q) and (_ends(m, p) != _ends(m, q) or _kinds(m, p) != _kinds(m, q))
    ]  # fmt: skip


@check("OOPS", "P28", "the domain of a symmetric property is its range")
def wrong_symmetric(m: Material) -> list[str]:
    """Return the symmetric properties with two ends."""
    return _unlike_ends(m, OWL.SymmetricProperty)


@check("OOPS", "P29", "the domain of a transitive property is its range")
def wrong_transitive(m: Material) -> list[str]:
    """Return the transitive properties with two ends."""
    return _unlike_ends(m, OWL.TransitiveProperty)


@check("OOPS", "P33", "no `owl:propertyChainAxiom` of one property")
def short_chain(m: Material) -> list[str]:
    """Return the properties with a chain of one."""
    chains = m.graph.subject_objects(OWL.propertyChainAxiom)
    return [name(p) for p, chain in chains if len(list(m.graph.items(chain))) < 2]


def _ends(m: Material, p: Node) -> tuple[Node | None, Node | None]:
    return m.value(p, RDFS.domain), m.value(p, RDFS.range)


def _kinds(m: Material, p: Node) -> set[Node]:
    return set(m.graph.objects(p, RDF.type))


def _above(m: Material, p: Node) -> set[Node]:
    return {q for q in m.graph.transitive_objects(p, RDFS.subPropertyOf) if q not in (p, None)}


def _unlike_ends(m: Material, kind: URIRef) -> list[str]:
    wrong = [p for p in m.graph.subjects(RDF.type, kind) if len(set(_ends(m, p))) > 1]
    return [name(p) for p in ordered(wrong)]
