"""A page for every resource of the dataset, with its Turtle and JSON-LD next to it."""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.rdf.formats import bare_text
from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import RDF_TYPE, RDFS_LABEL, local_name, prefixed_name
from nemokg.site.facts import Facts, full_iri
from nemokg.site.graph_data import measured_value
from nemokg.site.index import ICON, POLICY
from nemokg.site.ontology import class_drawing, ontology_forms, ontology_page
from nemokg.site.paths import is_outside_page, is_term, page_address, resource_page_path
from nemokg.site.render import fill_template
from nemokg.site.serial import jsonld_about, turtle_about
from nemokg.training.names import spaced_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.rdf.results import Term

_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")
_DENIED = ("owl:sourceIndividual", "owl:assertionProperty", "owl:targetIndividual")
_ABOUT = tuple(map(full_iri, (*_PARTS, *_DENIED)))
# Shown elsewhere on the page: in the heading, as claims, or as evidence.
_APART = {RDF_TYPE, RDFS_LABEL, full_iri("skos:definition"), full_iri("evidence")}
# What the graph shows, by class: the section of the page that does.
_DRAWN = {full_iri("Participant"): "model", full_iri("Claim"): "claim"}


@dataclass(frozen=True)
class Link:
    """A value: what it is called, and where it leads, if anywhere."""

    label: str
    href: str = ""


def resource_pages(facts: Facts, dataset: dict[str, str]) -> dict[str, str]:
    """Return the pages of the resources and of the ontology, and their data, by path."""
    files: dict[str, str] = {}
    names = [iri for iri in facts.all_subjects() if resource_page_path(iri) and not is_term(iri)]
    for iri in names:
        evidence = filter(facts.objects_by_property, facts.objects_of(iri, "evidence"))
        described = [iri, *evidence]  # evidence of which nothing is said, a text say, is left out
        files[resource_page_path(iri, ".ttl")] = turtle_about(facts, described)
        files[resource_page_path(iri, ".jsonld")] = jsonld_about(facts, described)
        files[resource_page_path(iri)] = _page(facts, iri, dataset)
    files["ontology.html"] = ontology_page(store_of_files(core_ontology_files()), dataset)
    return {**files, **ontology_forms(), "ontology.svg": class_drawing()}


def outside_page_paths(facts: Facts) -> dict[str, str]:
    """Return the paths of the pages whose resources lie outside our base, by IRI.

    >>> from pyoxigraph import Store
    >>> outside_page_paths(Facts(Store()))
    {}
    """
    paths = ((iri, resource_page_path(iri)) for iri in facts.all_subjects())
    return {iri: path for iri, path in paths if is_outside_page(path)}


def _page(facts: Facts, iri: str, dataset: dict[str, str]) -> str:
    kind, _, stem = resource_page_path(iri, "").partition("/")
    kinds = [kind, *(_DRAWN[each] for each in facts.objects_of(iri, "rdf:type") if each in _DRAWN)]
    drawn = next((each for each in kinds if each in _DRAWN.values()), "")
    return fill_template(
        "resource.html",
        **_frame(dataset, "../"),
        iri=iri,
        label=display_name(facts, iri),
        definition=facts.definition(iri),
        types=[page_link(facts, each) for each in facts.classes_of(iri)],
        canonical=web_address(iri),
        stem=stem,
        route=f"../index.html#{drawn}/{local_name(iri)}" if drawn else "",
        properties=_properties(facts, iri),
        evidence=[_evidence(facts, each) for each in facts.objects_of(iri, "evidence")],
        claims=_claims(facts, iri),
        incoming=_incoming(facts, iri),
    )


def _frame(dataset: dict[str, str], root: str) -> dict[str, object]:
    return {
        "policy": POLICY,
        "root": root,
        "styles": ("css/base.css",),
        "icon": ICON,
        "dataset": dataset,
    }


def display_name(facts: Facts, iri: str) -> str:
    """Return what a resource is called: evidence by source and place, a quantity with its value."""
    source = facts.first_object(iri, "dcterms:source")
    if source and facts.objects_of(iri, "support"):
        return f"{facts.label(source)}, {facts.first_object(iri, 'locator')}"
    value = measured_value(facts, iri) if facts.objects_of(iri, "quantityKind") else ""
    return f"{facts.label(iri)}: {value}" if value else facts.label(iri)


def page_link(facts: Facts, iri: str, root: str = "../") -> Link:
    """Return a resource as a link to its page, or to its address on the web."""
    address = page_address(facts, iri)
    inside = address and address == resource_page_path(iri)
    return Link(display_name(facts, iri), root + address if inside else address)


def _property(facts: Facts, iri: str, root: str = "../") -> Link:
    """Return a property as a link; one that the dataset does not name, by the words of its name."""
    link = page_link(facts, iri, root)
    return (
        Link(spaced_words(local_name(iri)), link.href) if link.label == prefixed_name(iri) else link
    )


def _value(facts: Facts, term: Term, root: str = "../") -> Link:
    from pyoxigraph import NamedNode

    return (
        page_link(facts, term.value, root) if isinstance(term, NamedNode) else Link(bare_text(term))
    )


def _properties(
    facts: Facts, iri: str, root: str = "../", left_out: frozenset[str] = frozenset(_APART)
) -> list[tuple[Link, list[Link]]]:
    return [
        (_property(facts, predicate, root), [_value(facts, term, root) for term in terms])
        for predicate, terms in sorted(facts.objects_by_property(iri).items())
        if predicate not in left_out
    ]


def _evidence(facts: Facts, iri: str) -> dict[str, object]:
    source = facts.first_object(iri, "dcterms:source")
    return {
        "href": page_link(facts, iri).href if facts.is_subject(iri) else "",
        "source": page_link(facts, source),
        "locator": facts.first_object(iri, "locator"),
        "support": local_name(facts.first_object(iri, "support")),
        "paraphrase": facts.first_object(iri, "paraphrase"),
    }


def _claims(facts: Facts, iri: str) -> list[dict[str, object]]:
    """Return the claims about a resource, with how many pieces of evidence are on each side."""
    users = facts.subjects_by_property(iri)
    names = sorted({claim for part in _ABOUT for claim in users.get(part, ())})
    claims = []
    for claim in names:
        support = [
            local_name(facts.first_object(each, "support"))
            for each in facts.objects_of(claim, "evidence")
        ]
        claims.append(
            {
                "link": page_link(facts, claim),
                "status": local_name(facts.first_object(claim, "status")),
                "counts": [
                    (side, support.count(side)) for side in ("supports", "silent", "contradicts")
                ],
            }
        )
    return claims


def _incoming(facts: Facts, iri: str) -> list[tuple[Link, list[Link]]]:
    return [
        (_property(facts, predicate), [page_link(facts, subject) for subject in subjects])
        for predicate, subjects in sorted(facts.subjects_by_property(iri).items())
        if predicate not in (*_ABOUT, full_iri("evidence"))
    ]
