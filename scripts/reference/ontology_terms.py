"""The page about the ontology: its classes, properties and values, section by section."""

from __future__ import annotations

from collections import Counter

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from nemokg.files.resources import bundled_directory
from nemokg.rdf.vocab import PREFIXES

_NEMO = PREFIXES["nemo"]
_HEAD = """\
# The ontology

The terms of <https://w3id.org/nemokg/ontology>, prefix `nemo:`, as the file
[ontology/nemokg.ttl](../ontology/nemokg.ttl) declares them. What they correspond to in other
vocabularies is in [alignments](alignments.md); what data must look like, beyond that, in
[validation](validation.md).
"""
_SECTIONS = (
    ("Classes", OWL.Class),
    ("Properties between resources", OWL.ObjectProperty),
    ("Properties with literals", OWL.DatatypeProperty),
    ("Annotations", OWL.AnnotationProperty),
    ("Values", OWL.NamedIndividual),
)
_RELATIONS = (
    ("below", RDFS.subClassOf),
    ("below", RDFS.subPropertyOf),
    ("inverse of", OWL.inverseOf),
    ("domain", RDFS.domain),
    ("range", RDFS.range),
)
_CHARACTERISTICS = {
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.IrreflexiveProperty: "irreflexive",
    OWL.AsymmetricProperty: "asymmetric",
}


def page() -> str:
    """Return the page."""
    graph = rdflib.Graph().parse(f"{bundled_directory('ontology')}/nemokg.ttl")
    names = Counter(str(term).lower() for term in set(graph.subjects(RDFS.isDefinedBy)))
    unique = {name for name, times in names.items() if times == 1}
    parts = [_HEAD]
    for title, kind in _SECTIONS:
        terms = sorted(
            term
            for term in graph.subjects(RDF.type, kind)
            if isinstance(term, rdflib.URIRef) and term.startswith(_NEMO)
        )
        parts.append(f"## {title}\n")
        parts += [_term(graph, term, unique) for term in terms]
    return "\n".join(parts)


def _term(graph: rdflib.Graph, term: rdflib.URIRef, unique: set[str]) -> str:
    lines = [f"### nemo:{term.removeprefix(_NEMO)}\n"]
    lines.append(f"*{graph.value(term, RDFS.label)}*: {graph.value(term, SKOS.definition)}\n")
    facts = [name for kind, name in _CHARACTERISTICS.items() if (term, RDF.type, kind) in graph]
    for name, property_ in _RELATIONS:
        others = sorted(
            _link(graph, other, unique)
            for other in graph.objects(term, property_)
            if isinstance(other, rdflib.URIRef)
        )
        if others:
            facts.append(f"{name} {', '.join(others)}")
    facts += [f"entailed by {_chain(graph, each)}" for each in graph.objects(term, _CHAIN)]
    if facts:
        lines.append(f"{'; '.join(facts)}.\n")
    lines += [f"{note}\n" for note in sorted(map(str, graph.objects(term, SKOS.scopeNote)))]
    if example := graph.value(term, SKOS.example):
        lines.append(f"```turtle\n{example}\n```\n")
    return "\n".join(lines)


def _link(graph: rdflib.Graph, term: rdflib.URIRef, unique: set[str]) -> str:
    """Return the name of a term, as a link where only one heading has its anchor."""
    name = graph.qname(term)
    if term.lower() in unique and term.startswith(_NEMO):
        return f"[`{name}`](#{name.replace(':', '').lower()})"
    return f"`{name}`"


_CHAIN = OWL.propertyChainAxiom


def _chain(graph: rdflib.Graph, head: rdflib.term.Node) -> str:
    return " then ".join(f"`{graph.qname(str(step))}`" for step in graph.items(head))
