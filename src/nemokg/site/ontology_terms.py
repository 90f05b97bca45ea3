"""The terms of the ontology, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from nemokg.rdf.formats import bare_text
from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import PREFIXES, local_name, prefixed_name
from nemokg.site.facts import full_iri
from nemokg.site.paths import resource_page_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nemokg.entailment.axioms import Axioms, DirectedProperty
    from nemokg.export.alignments import Alignment
    from nemokg.site.facts import Facts

KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "datatype property",
    "owl:AnnotationProperty": "annotation property",
    "owl:NamedIndividual": "individual",
}
_TRAITS = {
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:AsymmetricProperty": "asymmetric",
    "owl:IrreflexiveProperty": "irreflexive",
    "owl:FunctionalProperty": "functional",
}
# What a term says of others, and what others say of it.
_ROWS = (
    ("Subclass of", "rdfs:subClassOf", False),
    ("Subclasses", "rdfs:subClassOf", True),
    ("Subproperty of", "rdfs:subPropertyOf", False),
    ("Subproperties", "rdfs:subPropertyOf", True),
    ("Domain", "rdfs:domain", False),
    ("Range", "rdfs:range", False),
    ("Domain of", "rdfs:domain", True),
    ("Range of", "rdfs:range", True),
    ("Kind of influence", "nemo:influenceKind", False),
    ("Close match", "skos:closeMatch", False),
    ("Replaced by", "dcterms:isReplacedBy", False),
)


@dataclass(frozen=True)
class Name:
    """A term as a link: what it is called, where it leads, and what it is by its prefix."""

    label: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Term:
    """A term: its texts, and its relations to others by what they are called."""

    id: str
    iri: str
    label: str
    definition: str
    kind: str
    traits: Sequence[str] = ()
    notes: Sequence[str] = ()
    examples: Sequence[str] = ()
    deprecated: bool = False
    rows: Sequence[tuple[str, Sequence[Name]]] = field(default=())


def terms_by_kind(
    facts: Facts, axioms: Axioms, alignments: Sequence[Alignment]
) -> dict[str, list[Term]]:
    """Return the terms of the ontology by their kind, each kind in the order of labels."""
    disjoint_with: dict[str, list[str]] = {}
    for one, other in axioms.disjoint:
        disjoint_with.setdefault(one, []).append(other)
        disjoint_with.setdefault(other, []).append(one)
    terms: dict[str, list[Term]] = {kind: [] for kind in KINDS.values()}
    for iri in facts.all_subjects():
        if iri.startswith(PREFIXES["nemo"]) and (kind := _kind(facts, iri)):
            rows = [
                *_rows(facts, iri),
                ("Entailed by", [_chain(facts, steps) for steps in axioms.chains.get(iri, ())]),
                ("Disjoint with", _names(facts, disjoint_with.get(iri, ()))),
            ]
            rows += _aligned(alignments, iri)
            terms[kind].append(_term(facts, iri, kind, [row for row in rows if row[1]]))
    return {kind: sorted(group, key=_order) for kind, group in terms.items()}


def classes_with_depth(facts: Facts, classes: Iterable[Term]) -> list[tuple[Term, int]]:
    """Return classes with how deep each lies below one that has no class above among them."""
    terms = {term.iri: term for term in classes}
    below: dict[str, list[Term]] = {}
    for term in terms.values():
        above = [iri for iri in facts.objects_of(term.iri, "rdfs:subClassOf") if iri in terms]
        below.setdefault(above[0] if above else "", []).append(term)

    def walk(iri: str, depth: int) -> list[tuple[Term, int]]:
        return [
            pair
            for term in below.get(iri, ())
            for pair in [(term, depth), *walk(term.iri, depth + 1)]
        ]

    return walk("", 0)


def individuals_by_class(
    facts: Facts, individuals: Iterable[Term]
) -> list[tuple[Name, list[Term]]]:
    """Return individuals by their classes."""
    groups: dict[str, list[Term]] = {}
    for term in individuals:
        for iri in facts.classes_of(term.iri):
            if iri.startswith(PREFIXES["nemo"]):
                groups.setdefault(iri, []).append(term)
    return [(term_link(facts, iri), group) for iri, group in sorted(groups.items())]


def term_link(facts: Facts, iri: str) -> Name:
    """Return a term as a link within the page, or to its address where it is not one of ours."""
    if iri.startswith(PREFIXES["nemo"]):
        return Name(
            facts.label(iri),
            resource_page_path(iri, "").removeprefix("ontology"),
            prefixed_name(iri),
        )
    return Name(prefixed_name(iri), web_address(iri))


def _term(facts: Facts, iri: str, kind: str, rows: list[tuple[str, list[Name]]]) -> Term:
    types = {prefixed_name(each) for each in facts.classes_of(iri)}
    return Term(
        local_name(iri),
        iri,
        facts.label(iri),
        facts.definition(iri),
        kind,
        [text for name, text in _TRAITS.items() if name in types],
        facts.objects_of(iri, "skos:scopeNote", "skos:editorialNote"),
        facts.objects_of(iri, "skos:example"),
        facts.first_object(iri, "owl:deprecated") == "true",
        rows,
    )


def _kind(facts: Facts, iri: str) -> str:
    types = {prefixed_name(each) for each in facts.classes_of(iri)}
    return next((kind for name, kind in KINDS.items() if name in types), "")


def _rows(facts: Facts, iri: str) -> list[tuple[str, list[Name]]]:
    rows = []
    for title, name, inverse in _ROWS:
        values = facts.subjects_of(iri, name) if inverse else facts.objects_of(iri, name)
        terms = [each for each in values if not inverse or each.startswith(PREFIXES["nemo"])]
        rows.append((title, _names(facts, terms)))
    inverses = {*facts.objects_of(iri, "owl:inverseOf"), *facts.subjects_of(iri, "owl:inverseOf")}
    return [*rows, ("Inverse of", _names(facts, inverses))]


def _chain(facts: Facts, steps: Iterable[DirectedProperty]) -> Name:
    """Return a chain of properties, each followed by the next one."""
    names = [
        facts.label(iri) if forwards else f"inverse of {facts.label(iri)}"
        for iri, forwards in steps
    ]
    return Name(", then ".join(names))


def _names(facts: Facts, iris: Iterable[str]) -> list[Name]:
    return sorted((term_link(facts, iri) for iri in iris), key=lambda each: each.label.casefold())


def _aligned(alignments: Sequence[Alignment], iri: str) -> list[tuple[str, list[Name]]]:
    mappings = [
        Name(_short(each, mapping.object), mapping.object, prefixed_name(mapping.predicate))
        for each in alignments
        for mapping in each.mappings
        if mapping.subject == iri
    ]
    return [("Elsewhere", mappings)]


def _short(alignment: Alignment, iri: str) -> str:
    for prefix, namespace in alignment.prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _order(term: Term) -> tuple[str, str]:
    return term.label.casefold(), term.iri


def property_value_names(facts: Facts, iri: str, *names: str) -> list[Name]:
    """Return what a resource has by properties, given by name or IRI, as links or as texts."""
    properties = facts.objects_by_property(iri)
    return [
        term_link(facts, bare_text(term))
        if bare_text(term).startswith("http")
        else Name(bare_text(term))
        for name in names
        for term in properties.get(name if "/" in name else full_iri(name), ())
    ]
