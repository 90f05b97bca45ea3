"""The documentation of the ontology as a page, with the ontology beside it in the forms of RDF.

The anchor of a term is its local name, so that its IRI leads to it. The page is complete without
scripts and asks for nothing from elsewhere.
"""

from __future__ import annotations

import os

from nemokg.files.resources import bundled_directory
from nemokg.rdf.media_types import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from nemokg.rdf.vocab import BASE, FOAF, PREFIXES, local_name, namespace_of, prefixed_name
from nemokg.site.assets import static_files
from nemokg.site.facts import Facts
from nemokg.site.index import ICON, POLICY
from nemokg.site.ontology_terms import (
    Name,
    classes_with_depth,
    individuals_by_class,
    property_value_names,
    term_link,
    terms_by_kind,
)
from nemokg.site.render import fill_template
from nemokg.site.serial import embeddable_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from nemokg.site.ontology_terms import Term

IRI = BASE + "ontology"
FORMS = {each.name: (each.title, each.media_type) for each in (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)}
_STYLES = ("css/base.css", "css/ontology.css")
_NAME = FOAF + "name"
_METADATA = {
    "Version": ("owl:versionInfo",),
    "This version": ("owl:versionIRI",),
    "Earlier version": ("owl:priorVersion",),
    "Status": ("http://purl.org/ontology/bibo/status",),
    "Created": ("dcterms:created",),
    "Issued": ("dcterms:issued",),
    "Changed": ("dcterms:modified",),
    "Creators": ("dcterms:creator",),
    "Contributors": ("dcterms:contributor",),
    "Publisher": ("dcterms:publisher",),
    "Licence": ("dcterms:license",),
    "Profile": ("dcterms:conformsTo",),
    "Keywords": ("dcat:keyword",),
    "Cite as": ("dcterms:bibliographicCitation",),
    "See also": ("rdfs:seeAlso",),
}


def ontology_page(store: Store, dataset: Mapping[str, str], alone: bool = False) -> str:
    """Return the page of the ontology that a store holds, to stand in the site or alone.

    `dataset` has the title of the dataset and the foot of its pages. Alone, the page has its styles
    inside; in the site it links to them.
    """
    from markupsafe import Markup

    from nemokg.entailment.axioms import Axioms
    from nemokg.export.alignments import read_alignments

    facts = Facts(store)
    files = static_files()
    mappings = read_alignments()
    drawn = class_drawing().replace(f'href="{IRI}#', 'href="#')
    kinds = terms_by_kind(facts, Axioms(store), mappings)
    every = [term for group in kinds.values() for term in group]
    return fill_template(
        "ontology.html",
        frame="alone.html" if alone else "document.html",
        policy=POLICY,
        root="",
        styles=_STYLES,
        inline=[Markup(files[name]) for name in _STYLES] if alone else (),  # noqa: S704
        icon=ICON,
        dataset=dataset,
        iri=IRI,
        title=facts.first_object(IRI, "dcterms:title") or facts.label(IRI),
        abstract=facts.first_object(IRI, "dcterms:abstract"),
        description=facts.first_object(IRI, "dcterms:description"),
        licence=facts.first_object(IRI, "dcterms:license"),
        namespace=PREFIXES["nemo"],
        metadata=_metadata(facts),
        forms=FORMS,
        diagram=Markup(drawn),  # noqa: S704  # Graphviz escapes what it writes
        classes=classes_with_depth(facts, kinds["class"]),
        edges=_edges(facts, kinds["object property"]),
        groups=[
            ("class", "Classes", kinds["class"]),
            ("object-property", "Object properties", kinds["object property"]),
            ("datatype-property", "Datatype properties", kinds["datatype property"]),
            ("annotation-property", "Annotation properties", kinds["annotation property"]),
        ],
        individuals=individuals_by_class(facts, kinds["individual"]),
        alignments=mappings,
        prefixes=_prefixes(facts),
        described=Markup(embeddable_json(_described(facts, every))),  # noqa: S704  # ends no script
    )


def standalone_page(store: Store) -> str:
    """Return the page of the ontology that a store holds, in one piece.

    >>> from nemokg.dataset.reading import store_of_files, core_ontology_files
    >>> 'id="initializedFrom"' in standalone_page(store_of_files(core_ontology_files()))
    True
    """
    facts = Facts(store)
    title, version = facts.label(IRI), facts.first_object(IRI, "owl:versionInfo")
    return ontology_page(
        store, {"title": title, "foot": f"{title}, version {version}."}, alone=True
    )


def ontology_forms() -> dict[str, str]:
    """Return the bundled ontology in the forms of RDF, by the names of their files.

    The Turtle is the file as it lies in the project. Equal ontologies give equal bytes.

    >>> sorted(ontology_forms())
    ['ontology.jsonld', 'ontology.nt', 'ontology.rdf', 'ontology.ttl']
    """
    from pyoxigraph import RdfFormat, serialize

    from nemokg import export
    from nemokg.dataset.opening import Dataset
    from nemokg.dataset.reading import core_ontology_files, decode_utf8, read_bytes, store_of_files
    from nemokg.export.rdf import triples_by_subject

    (path,) = core_ontology_files()
    ontology = Dataset(store_of_files([path]))
    triples = triples_by_subject(ontology.store)
    spoken = {namespace_of(triple.predicate.value) for triple in triples}
    prefixes = {name: namespace for name, namespace in PREFIXES.items() if namespace in spoken}
    xml = serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes) or b""
    return {
        "ontology.ttl": decode_utf8(path, read_bytes(path)),
        "ontology.jsonld": export.render_dataset(ontology, "jsonld"),
        "ontology.rdf": xml.decode(),
        "ontology.nt": export.render_dataset(ontology, "nt"),
    }


def class_drawing() -> str:
    """Return the drawing of the classes of the bundled ontology as SVG.

    >>> class_drawing()[:5]
    '<svg '
    """
    with open(
        os.path.join(bundled_directory("ontology"), "ontology.svg"), encoding="utf-8"
    ) as file:
        return file.read()


def _metadata(facts: Facts) -> list[tuple[str, list[Name]]]:
    people = {
        iri: _name(facts, iri)
        for iri in facts.objects_of(
            IRI, "dcterms:creator", "dcterms:contributor", "dcterms:publisher"
        )
    }
    rows = []
    for title, names in _METADATA.items():
        values_ = property_value_names(facts, IRI, *names)
        named = [Name(people[each.href], each.href) if each.href in people else each
                 for each in values_]  # fmt: skip
        if title == "Status":
            named = [Name(local_name(each.href), each.href) for each in values_]
        rows.append((title, named))
    return [row for row in rows if row[1]]


def _name(facts: Facts, iri: str) -> str:
    return next((name.label for name in property_value_names(facts, iri, _NAME)), facts.label(iri))


def _edges(facts: Facts, properties: list[Term]) -> list[tuple[Term, str, list[Name]]]:
    """Return the properties that are edges of the training graph: kind and inverses of each."""
    edges = []
    for term in properties:
        if kind := facts.first_object(term.iri, "influenceKind"):
            inverses = [
                term_link(facts, iri) for iri in facts.subjects_of(term.iri, "owl:inverseOf")
            ]
            edges.append((term, kind, inverses))
    return edges


def _prefixes(facts: Facts) -> list[tuple[str, str]]:
    """Return the prefixes of the terms that the ontology speaks of, with their namespaces."""
    used = {namespace_of(iri) for iri in facts.all_subjects() if prefixed_name(iri) != iri}
    prefixes = {name: namespace for name, namespace in PREFIXES.items() if namespace in used}
    return sorted({"nemo": PREFIXES["nemo"], **prefixes, "owl": PREFIXES["owl"]}.items())


def _described(facts: Facts, every: list[Term]) -> dict[str, object]:
    """Return the ontology in the words of schema.org, for search engines."""
    creators = [_name(facts, iri) for iri in facts.objects_of(IRI, "dcterms:creator")]
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": IRI,
        "url": IRI,
        "name": facts.first_object(IRI, "dcterms:title"),
        "description": facts.first_object(IRI, "dcterms:description"),
        "version": facts.first_object(IRI, "owl:versionInfo"),
        "license": facts.first_object(IRI, "dcterms:license"),
        "dateCreated": facts.first_object(IRI, "dcterms:created"),
        "datePublished": facts.first_object(IRI, "dcterms:issued"),
        "dateModified": facts.first_object(IRI, "dcterms:modified"),
        "inLanguage": facts.first_object(IRI, "dcterms:language"),
        "keywords": facts.objects_of(IRI, "dcat:keyword"),
        "creator": [{"@type": "Organization", "name": name} for name in creators],
        "encoding": [
            {"@type": "MediaObject", "contentUrl": f"{IRI}.{suffix}", "encodingFormat": media}
            for suffix, (_, media) in FORMS.items()
        ],
        "hasDefinedTerm": [
            {"@type": "DefinedTerm", "@id": term.iri, "name": term.label, "termCode": term.id}
            for term in every
        ],
    }
