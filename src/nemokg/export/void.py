"""VoID and DCAT: what the dataset is, where its files are, what it holds and what it links to.

All counts are taken from the store. Who made the dataset, its licence and its files are said of the
bundled dataset only. A part of it, and other data in its terms, are described without a name.
"""

from __future__ import annotations

from nemokg._version import __version__
from nemokg.dataset.reading import load_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import FORMATS
from nemokg.export.alignments import alignments
from nemokg.export.blocks import block, document, text
from nemokg.export.void_counts import (
    NAMES,
    column,
    links,
    pipelines,
    rows,
    statistics,
    term,
)  # fmt: skip
from nemokg.rdf.vocab import BASE, TITLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

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
_FEATURES = {
    "application/ld+json": "format:JSON-LD",
    "application/n-quads": "format:N-Quads",
    "application/n-triples": "format:N-Triples",
    "application/trig": "format:TriG",
    "text/turtle": "format:Turtle",
}
_CLAIMS = "SELECT ?claim WHERE { ?claim a nemo:Claim } ORDER BY ?claim"
_HEADER = f"""
SELECT ?creator ?name ?license ?issued ?modified WHERE {{
  {_ONTOLOGY} dcterms:creator ?creator ; dcterms:license ?license ; dcterms:issued ?issued ;
    dcterms:modified ?modified .
  ?creator foaf:name ?name
}} ORDER BY ?creator"""
_EXAMPLES = """
SELECT DISTINCT ?example WHERE { ?pipeline nemo:releasedModel ?example } ORDER BY ?example"""


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
    bundled = OxigraphEngine(load_dataset().store)
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
