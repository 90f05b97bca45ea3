"""VoID and DCAT: a description of the dataset, its files, contents and links.

All counts are of what is one's own: every triple, or those of own files; where they have what they
entail among them, a comment says so. Who made the dataset and its licence are said of it as it was
published: a part of it and a view are described without a name. The shared terms that own data
carry are described apart, in the name of nemokg.
"""

from __future__ import annotations

from nemokg.dataset.edition import bundled_edition
from nemokg.dataset.views import entailment_remark
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import FORMATS, file_name
from nemokg.export.alignments import read_alignments
from nemokg.export.blocks import (
    turtle_blank_node,
    turtle_document,
    turtle_iri,
    turtle_literal,
    turtle_subject_block,
)
from nemokg.rdf.media_types import FILES
from nemokg.rdf.vocab import BASE, FOAF, PREFIXES, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from nemokg.dataset.edition import Edition
    from nemokg.dataset.opening import Dataset
    from nemokg.export import Format
    from nemokg.export.alignments import Alignment

_ONTOLOGY = f"<{BASE}ontology>"
_DESCRIPTION = (
    "Checkpoints, teachers, reward models, data and algorithms of the post-training of large"
    " language models, with a citable claim for every edge that says who asserts it, and the"
    " evidence for and against."
)
# The part of the shared data that goes with data of others.
_SHARED = "_:shared"
_KEYWORDS = (
    "distillation", "knowledge graph", "language models", "post-training", "provenance",
)  # fmt: skip
_FEATURES = {each.media_type: f"format:{each.iri.rpartition('/')[2]}" for each in FILES}
_EXAMPLES = """
SELECT DISTINCT ?example WHERE {
  ?pipeline nemo:releasedModel ?example FILTER(ISIRI(?example))
} ORDER BY ?example"""

NAMES = {
    **PREFIXES,
    "bibo": "http://purl.org/ontology/bibo/",
    "foaf": FOAF,
    "format": "http://www.w3.org/ns/formats/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
}
_PROLOGUE = "".join(f"PREFIX {p}: <{NAMES[p]}>\n" for p in ("dcterms", "foaf", "nemo", "skos"))
_TOTALS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }"""
_ENTITIES = """
SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE {
  ?s ?p ?o FILTER(ISIRI(?s) && STRSTARTS(STR(?s), "SPACE"))
}"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE {
  ?s a ?class FILTER(ISIRI(?class))
} GROUP BY ?class
ORDER BY ?class"""
_PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?property ?o } GROUP BY ?property
ORDER BY ?property"""
_PIPELINES = """
SELECT ?pipeline (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?entities) WHERE {
  ?s nemo:partOfPipeline ?pipeline ; ?p ?o FILTER(ISIRI(?pipeline))
} GROUP BY ?pipeline ORDER BY ?pipeline"""
_LINKS = """
SELECT ?link ?target (COUNT(*) AS ?triples) WHERE {
  VALUES ?link { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch }
  ?s ?link ?o FILTER(ISIRI(?o)) BIND(REPLACE(STR(?o), "[^#/]*$", "") AS ?target)
} GROUP BY ?link ?target ORDER BY ?link ?target"""


def render_void(dataset: Dataset) -> str:
    r"""Return a description of a dataset as Turtle.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:a> a <x:C> ; <x:p> <x:b> .", RdfFormat.TURTLE)
    >>> print(render_void(Dataset(store)).partition(".\n\n")[2])
    _:dataset a void:Dataset , dcat:Dataset ;
        void:triples 2 ;
        ...
    """
    engine = OxigraphEngine(dataset.ownership.own)
    edition = dataset.edition
    about = dataset_node(dataset)
    is_ours = dataset.published and edition.is_bundled
    statements: dict[str, Iterable[str]] = {"a": ["void:Dataset", "dcat:Dataset"]}
    if dataset.published:
        statements.update(_metadata(edition))
    if is_ours:
        statements.update(_ours(edition))
    if remark := entailment_remark(dataset.ownership.own):
        statements["rdfs:comment"] = [turtle_literal(remark, "en")]
    statements.update(statistics_statements(engine, f"{edition.iri or BASE[:-1]}/"))
    statements["void:exampleResource"] = map(void_iri, query_column(engine, _EXAMPLES, "example"))
    carried = OxigraphEngine(dataset.ownership.carried)
    shares = carried.ask("ASK { ?s ?p ?o }")
    if shares:
        statements["dcterms:requires"] = [_SHARED]
    # The alignments lie beside the dataset as it is published, not in any store.
    linked = read_alignments() if is_ours else ()
    statements["void:subset"] = [
        *pipeline_subset_nodes(engine),
        *linkset_nodes(engine, about),
        *(void_iri(each.iri) for each in linked),
    ]
    blocks = [
        turtle_subject_block(about, statements),
        *(_alignment(about, each) for each in linked),
    ]
    if is_ours:
        blocks += [_distribution(url, form, edition) for url, form in _files(edition).items()]
    creators = edition.creators if dataset.published else ()
    if shares:
        ours = bundled_edition(dataset.engine)
        blocks.append(_shared_terms(carried, ours))
        creators += ours.creators
    blocks += [_creator(*creator) for creator in creators if creator[0]]
    return turtle_document(NAMES, blocks)


def dataset_node(dataset: Dataset) -> str:
    """Return the node for a dataset in its description: a blank node, unless it is published.

    >>> from nemokg.dataset.opening import open_dataset
    >>> dataset_node(open_dataset()), dataset_node(open_dataset(stated_only=True))
    ('<https://w3id.org/nemokg>', '_:dataset')
    """
    return f"<{dataset.edition.iri}>" if dataset.published else "_:dataset"


def _metadata(edition: Edition) -> dict[str, Iterable[str]]:
    """Return what an edition says of itself, in the terms of DCAT and VoID."""
    dates = {"issued": edition.issued, "modified": edition.modified}
    return {
        "dcterms:title": [turtle_literal(edition.title, "en")],
        "dcterms:creator": [
            void_iri(iri_) if iri_ else turtle_literal(name) for iri_, name in edition.creators
        ],
        "dcterms:license": [void_iri(each) for each in (edition.licence,) if each],
        **{f"dcterms:{name}": [_date(date)] for name, date in dates.items() if date},
        "dcterms:conformsTo": [_ONTOLOGY],
        "dcat:version": [turtle_literal(each) for each in (edition.version,) if each],
        "void:uriSpace": [turtle_literal(f"{edition.iri}/")],
    }


def _ours(edition: Edition) -> dict[str, Iterable[str]]:
    """Return what is known of the bundled dataset besides, and of the files of its release."""
    files = _files(edition)
    return {
        "dcterms:description": [turtle_literal(_DESCRIPTION, "en")],
        "dcterms:publisher": [void_iri(iri_) for iri_, _ in edition.creators],
        "dcterms:language": ["<http://publications.europa.eu/resource/authority/language/ENG>"],
        "dcterms:accessRights": [
            "<http://publications.europa.eu/resource/authority/access-right/PUBLIC>"
        ],
        "dcat:keyword": [turtle_literal(word, "en") for word in _KEYWORDS],
        "dcat:distribution": [f"<{url}>" for url in files],
        "void:dataDump": [f"<{url}>" for url, form in files.items() if _feature(form)],
        "void:feature": sorted({_feature(form) for form in files.values()} - {""}),
    }


def _shared_terms(carried: OxigraphEngine, edition: Edition) -> str:
    """Return what a dataset of others carries of the shared data, and whose that is."""
    (totals,) = query_rows(carried, _TOTALS)
    metadata = _metadata(edition)
    del metadata["dcterms:conformsTo"]
    return turtle_subject_block(
        _SHARED,
        {
            "a": ["void:Dataset", "dcat:Dataset"],
            **metadata,
            "dcterms:title": [turtle_literal(f"Shared terms of {edition.title}", "en")],
            "dcterms:isPartOf": [void_iri(edition.iri or "")],
            "void:triples": [str(totals["triples"])],
            "void:distinctSubjects": [str(totals["subjects"])],
        },
    )


def _alignment(about: str, alignment: Alignment) -> str:
    predicates = {mapping.predicate for mapping in alignment.mappings}
    return turtle_subject_block(
        void_iri(alignment.iri),
        {
            "a": ["void:Linkset"],
            "dcterms:title": [turtle_literal(alignment.title, "en")],
            "dcterms:description": [turtle_literal(alignment.description, "en")],
            "dcterms:issued": [_date(alignment.issued)],
            "void:linkPredicate": map(void_iri, sorted(predicates)),
            "void:subjectsTarget": [about],
            "void:objectsTarget": [f"<{alignment.vocabulary}>"],
            "void:triples": [str(len(alignment.mappings))],
        },
    )


def _files(edition: Edition) -> dict[str, Format]:
    """Return the formats of a release by the addresses of its files."""
    folder = f"{edition.iri}/{edition.version}"
    return {f"{folder}/{file_name(name)}": form for name, form in FORMATS.items()}


def _feature(form: Format) -> str:
    """Return the VoID term for a format of the whole dataset; nothing for any other."""
    of_all_triples = form.suffix.startswith(".")
    return _FEATURES.get(form.media_type, "") if of_all_triples else ""


def _distribution(url: str, form: Format, edition: Edition) -> str:
    media = f"<https://www.iana.org/assignments/media-types/{form.media_type}>"
    return turtle_subject_block(
        f"<{url}>",
        {
            "a": ["dcat:Distribution"],
            "dcterms:title": [turtle_literal(url.rpartition("/")[2])],
            "dcterms:description": [turtle_literal(form.summary, "en")],
            "dcterms:license": [void_iri(edition.licence or "")],
            "dcat:accessURL": [f"<{url}>"],
            "dcat:downloadURL": [f"<{url}>"],
            "dcat:mediaType": [media],
        },
    )


def _creator(iri_: str, name: str) -> str:
    return turtle_subject_block(
        void_iri(iri_),
        {"a": ["foaf:Agent"], "foaf:name": [turtle_literal(name)]},
    )


def _date(value: str) -> str:
    return f"{turtle_literal(value)}^^xsd:date"


def statistics_statements(engine: OxigraphEngine, uri_space: str) -> dict[str, Iterable[str]]:
    """Return how much the default graph holds, by class and by property, as VoID counts it.

    Its entities are the subjects whose IRIs begin with `uri_space`.
    """
    (totals,) = query_rows(engine, _TOTALS)
    classes = query_rows(engine, _CLASSES)
    properties = query_rows(engine, _PROPERTIES)
    terms = [row["class"] for row in classes] + [row["property"] for row in properties]
    return {
        "void:triples": [str(totals["triples"])],
        "void:entities": map(
            str, query_column(engine, _ENTITIES.replace("SPACE", uri_space), "entities")
        ),
        "void:classes": [str(len(classes))],
        "void:properties": [str(len(properties))],
        "void:distinctSubjects": [str(totals["subjects"])],
        "void:distinctObjects": [str(totals["objects"])],
        "void:vocabulary": [f"<{space}>" for space in sorted(set(map(namespace_of, terms)))],
        "void:classPartition": [
            turtle_blank_node(
                {
                    "void:class": [void_iri(row["class"])],
                    "void:entities": [str(row["entities"])],
                }
            )
            for row in classes
        ],
        "void:propertyPartition": [
            turtle_blank_node(
                {
                    "void:property": [void_iri(row["property"])],
                    "void:triples": [str(row["triples"])],
                    "void:distinctSubjects": [str(row["subjects"])],
                    "void:distinctObjects": [str(row["objects"])],
                }
            )
            for row in properties
        ],
    }


def pipeline_subset_nodes(engine: OxigraphEngine) -> list[str]:
    """Return a subset for each pipeline: what is said of the things that belong to it."""
    return [
        turtle_blank_node(
            {
                "a": ["void:Dataset"],
                "dcterms:subject": [void_iri(row["pipeline"])],
                "void:triples": [str(row["triples"])],
                "void:entities": [str(row["entities"])],
            }
        )
        for row in query_rows(engine, _PIPELINES)
    ]


def linkset_nodes(engine: OxigraphEngine, subject_node: str) -> list[str]:
    """Return a set of links for each relation of SKOS and namespace that it leads to."""
    return [
        turtle_blank_node(
            {
                "a": ["void:Linkset"],
                "void:linkPredicate": [void_iri(row["link"])],
                "void:subjectsTarget": [subject_node],
                "void:objectsTarget": [target_dataset_node(row["target"])],
                "void:triples": [str(row["triples"])],
            }
        )
        for row in query_rows(engine, _LINKS)
    ]


def target_dataset_node(namespace: str) -> str:
    """Return the dataset whose IRIs begin as given, about which nothing else is known here."""
    return turtle_blank_node({"a": ["void:Dataset"], "void:uriSpace": [turtle_literal(namespace)]})


def void_iri(value: str) -> str:
    """Return an IRI by the prefixes of the description."""
    return turtle_iri(value, NAMES)


def query_rows(engine: OxigraphEngine, query: str) -> list[Any]:
    """Return the rows of a query as dictionaries of Python values."""
    return list(engine.select(_PROLOGUE + query).records())


def query_column(engine: OxigraphEngine, query: str, name: str) -> list[Any]:
    """Return one column of the answer to a query."""
    return [row[name] for row in query_rows(engine, query)]
