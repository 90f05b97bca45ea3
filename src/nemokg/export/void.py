"""VoID and DCAT: what the dataset is, where its files are, what it holds and what it links to.

All counts are taken from the store. Who made the dataset, its licence and its files are said of the
bundled dataset only. A part of it, and other data in its terms, are described without a name.
"""

from __future__ import annotations

from nemokg._version import __version__
from nemokg.dataset.opening import open_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import FORMATS
from nemokg.export.alignments import alignments
from nemokg.export.blocks import block, document, iri, node, text
from nemokg.rdf.media_types import FILES
from nemokg.rdf.vocab import BASE, PREFIXES, TITLE, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pyoxigraph import Store

    from nemokg.export import Format
    from nemokg.export.alignments import Alignment

_ABOUT = f"<{BASE[:-1]}>"
_ONTOLOGY = f"<{BASE}ontology>"
_DESCRIPTION = (
    "Checkpoints, teachers, reward models, data and algorithms of the post-training of large"
    " language models, with a citable claim for every edge that says who vouches for it, and the"
    " evidence for and against."
)
_KEYWORDS = (
    "distillation", "knowledge graph", "language models", "post-training", "provenance",
)  # fmt: skip
_FEATURES = {each.media_type: f"format:{each.iri.rpartition('/')[2]}" for each in FILES}
_CLAIMS = "SELECT ?claim WHERE { ?claim a nemo:Claim } ORDER BY ?claim"
_HEADER = f"""
SELECT ?creator ?name ?license ?issued ?modified WHERE {{
  {_ONTOLOGY} dcterms:creator ?creator ; dcterms:license ?license ; dcterms:issued ?issued ;
    dcterms:modified ?modified .
  ?creator foaf:name ?name
}} ORDER BY ?creator"""
_EXAMPLES = """
SELECT DISTINCT ?example WHERE { ?pipeline nemo:releasedModel ?example } ORDER BY ?example"""

NAMES = {
    **PREFIXES,
    "bibo": "http://purl.org/ontology/bibo/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "format": "http://www.w3.org/ns/formats/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
}
_PROLOGUE = "".join(f"PREFIX {p}: <{NAMES[p]}>\n" for p in ("dcterms", "foaf", "nemo", "skos"))
_TOTALS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }"""
_ENTITIES = f"""
SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE {{
  ?s ?p ?o FILTER(ISIRI(?s) && STRSTARTS(STR(?s), "{BASE}"))
}}"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class } GROUP BY ?class
ORDER BY ?class"""
_PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?property ?o } GROUP BY ?property
ORDER BY ?property"""
_PIPELINES = """
SELECT ?pipeline (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?entities) WHERE {
  ?s nemo:partOfPipeline ?pipeline ; ?p ?o
} GROUP BY ?pipeline ORDER BY ?pipeline"""
_LINKS = """
SELECT ?link ?target (COUNT(*) AS ?triples) WHERE {
  VALUES ?link { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch }
  ?s ?link ?o . BIND(REPLACE(STR(?o), "[^#/]*$", "") AS ?target)
} GROUP BY ?link ?target ORDER BY ?link ?target"""


def render(store: Store) -> str:
    r"""Return a description of the default graph of a store as Turtle.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:a> a <x:C> ; <x:p> <x:b> .", RdfFormat.TURTLE)
    >>> print(render(store).partition(".\n\n")[2])
    _:dataset a void:Dataset , dcat:Dataset ;
        void:triples 2 ;
        ...
    """
    engine = OxigraphEngine(store)
    published = _published(engine)
    about = _ABOUT if published else "_:dataset"
    statements: dict[str, Iterable[str]] = {"a": ["void:Dataset", "dcat:Dataset"]}
    if published:
        statements.update(_metadata(engine))
    statements.update(statistics(engine))
    statements["void:exampleResource"] = map(term, column(engine, _EXAMPLES, "example"))
    # The alignments lie beside the dataset as it is published, not in any store.
    linked = alignments() if published else ()
    statements["void:subset"] = [
        *pipelines(engine), *links(engine, about), *(term(each.iri) for each in linked),
    ]  # fmt: skip
    blocks = [block(about, statements), *map(_alignment, linked)]
    if published:
        blocks += [_distribution(url, form) for url, form in _files().items()]
        blocks += _creators(engine)
    return document(NAMES, blocks)


def _published(engine: OxigraphEngine) -> bool:
    """Whether the store holds the bundled dataset: as many triples, and the same claims."""
    bundled = OxigraphEngine(open_dataset().store)
    if len(engine.store) != len(bundled.store):
        return False
    return column(engine, _CLAIMS, "claim") == column(bundled, _CLAIMS, "claim")


def _metadata(engine: OxigraphEngine) -> dict[str, Iterable[str]]:
    header = rows(engine, _HEADER)
    creators = [term(row["creator"]) for row in header]
    return {
        "dcterms:title": [text(TITLE, "en")],
        "dcterms:description": [text(_DESCRIPTION, "en")],
        "dcterms:creator": creators,
        "dcterms:publisher": creators,
        "dcterms:license": [term(header[0]["license"])],
        "dcterms:issued": [_date(header[0]["issued"])],
        "dcterms:modified": [_date(header[0]["modified"])],
        "dcterms:language": ["<http://publications.europa.eu/resource/authority/language/ENG>"],
        "dcterms:accessRights": [
            "<http://publications.europa.eu/resource/authority/access-right/PUBLIC>"
        ],
        "dcterms:conformsTo": [_ONTOLOGY],
        "dcat:version": [text(__version__)],
        "dcat:keyword": [text(word, "en") for word in _KEYWORDS],
        "dcat:distribution": [f"<{url}>" for url in _files()],
        "void:dataDump": [f"<{url}>" for url, form in _files().items() if _feature(form)],
        "void:feature": sorted({_feature(form) for form in _files().values()} - {""}),
        "void:uriSpace": [text(BASE)],
    }


def _alignment(alignment: Alignment) -> str:
    predicates = {mapping.predicate for mapping in alignment.mappings}
    return block(
        term(alignment.iri),
        {
            "a": ["void:Linkset"],
            "dcterms:title": [text(alignment.title, "en")],
            "dcterms:description": [text(alignment.description, "en")],
            "dcterms:issued": [_date(alignment.issued)],
            "void:linkPredicate": map(term, sorted(predicates)),
            "void:subjectsTarget": [_ABOUT],
            "void:objectsTarget": [f"<{alignment.vocabulary}>"],
            "void:triples": [str(len(alignment.mappings))],
        },
    )


def _files() -> dict[str, Format]:
    """Return the formats of a release by the addresses of its files."""
    return {f"{BASE}{__version__}/nemokg{form.suffix}": form for form in FORMATS.values()}


def _feature(form: Format) -> str:
    """Return what VoID calls a format of the whole dataset; nothing for any other."""
    whole = form.suffix.startswith(".")
    return _FEATURES.get(form.media_type, "") if whole else ""


def _distribution(url: str, form: Format) -> str:
    media = f"<https://www.iana.org/assignments/media-types/{form.media_type}>"
    return block(
        f"<{url}>",
        {
            "a": ["dcat:Distribution"],
            "dcterms:title": [text(url.rpartition("/")[2])],
            "dcterms:description": [text(form.summary, "en")],
            "dcterms:license": ["<https://creativecommons.org/licenses/by/4.0/>"],
            "dcat:accessURL": [f"<{url}>"],
            "dcat:downloadURL": [f"<{url}>"],
            "dcat:mediaType": [media],
        },
    )


def _creators(engine: OxigraphEngine) -> list[str]:
    return [
        block(
            term(row["creator"]),
            {"a": ["foaf:Agent", "foaf:Group"], "foaf:name": [text(row["name"])]},
        )
        for row in rows(engine, _HEADER)
    ]


def _date(value: str) -> str:
    return f"{text(value)}^^xsd:date"


def statistics(engine: OxigraphEngine) -> dict[str, Iterable[str]]:
    """Return how much the default graph holds, by class and by property, as VoID counts it."""
    (totals,) = rows(engine, _TOTALS)
    classes = rows(engine, _CLASSES)
    properties = rows(engine, _PROPERTIES)
    terms = [row["class"] for row in classes] + [row["property"] for row in properties]
    return {
        "void:triples": [str(totals["triples"])],
        "void:entities": map(str, column(engine, _ENTITIES, "entities")),
        "void:classes": [str(len(classes))],
        "void:properties": [str(len(properties))],
        "void:distinctSubjects": [str(totals["subjects"])],
        "void:distinctObjects": [str(totals["objects"])],
        "void:vocabulary": [f"<{space}>" for space in sorted(set(map(namespace_of, terms)))],
        "void:classPartition": [
            node({"void:class": [term(row["class"])], "void:entities": [str(row["entities"])]})
            for row in classes
        ],
        "void:propertyPartition": [
            node(
                {
                    "void:property": [term(row["property"])],
                    "void:triples": [str(row["triples"])],
                    "void:distinctSubjects": [str(row["subjects"])],
                    "void:distinctObjects": [str(row["objects"])],
                }
            )
            for row in properties
        ],
    }


def pipelines(engine: OxigraphEngine) -> list[str]:
    """Return a subset for each pipeline: what is said of the things that belong to it."""
    return [
        node(
            {
                "a": ["void:Dataset"],
                "dcterms:subject": [term(row["pipeline"])],
                "void:triples": [str(row["triples"])],
                "void:entities": [str(row["entities"])],
            }
        )
        for row in rows(engine, _PIPELINES)
    ]


def links(engine: OxigraphEngine, about: str) -> list[str]:
    """Return a set of links for each relation of SKOS and namespace that it leads to."""
    return [
        node(
            {
                "a": ["void:Linkset"],
                "void:linkPredicate": [term(row["link"])],
                "void:subjectsTarget": [about],
                "void:objectsTarget": [target(row["target"])],
                "void:triples": [str(row["triples"])],
            }
        )
        for row in rows(engine, _LINKS)
    ]


def target(space: str) -> str:
    """Return the dataset whose names begin as given, of which nothing else is known here."""
    return node({"a": ["void:Dataset"], "void:uriSpace": [text(space)]})


def term(value: str) -> str:
    """Return an IRI by the prefixes of the description."""
    return iri(value, NAMES)


def rows(engine: OxigraphEngine, query: str) -> list[Any]:
    """Return the rows of a query as dictionaries of Python values."""
    return list(engine.select(_PROLOGUE + query).records())


def column(engine: OxigraphEngine, query: str, name: str) -> list[Any]:
    """Return one column of the answer to a query."""
    return [row[name] for row in rows(engine, query)]
