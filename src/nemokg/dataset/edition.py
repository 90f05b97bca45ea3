"""Editions: in whose name a dataset is published, and as which version."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import BASE, FOAF, PREFIXES, TITLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Term

_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC BY-SA 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    "https://opendatacommons.org/licenses/by/1-0/": "ODC-By 1.0",
    "https://opendatacommons.org/licenses/odbl/1-0/": "ODbL 1.0",
}
_PREFIXES = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcat", "dcterms", "nemo", "owl", "rdfs")
)
_HEADER = f"""
{_PREFIXES}
SELECT ?creator ?name ?version ?issued ?modified ?licence WHERE {{
  <{BASE}ontology> owl:versionInfo ?version ; dcterms:issued ?issued ;
    dcterms:modified ?modified ; dcterms:license ?licence ; dcterms:creator ?creator .
  ?creator <{FOAF}name> ?name
}} ORDER BY ?name ?creator"""
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
# What others publish, they describe in their data; nobody does so in our name.
_DESCRIPTION = f"""
{_PREFIXES}
SELECT ?dataset ?title ?creator ?name ?version ?issued ?modified ?licence WHERE {{
  ?dataset a dcat:Dataset ; dcterms:title ?title
  FILTER(ISIRI(?dataset) && !STRSTARTS(STR(?dataset), "{BASE[:-1]}"))
  FILTER NOT EXISTS {{ ?dataset a/rdfs:subClassOf* nemo:TrainingData }}
  OPTIONAL {{
    ?dataset dcterms:creator ?creator
    OPTIONAL {{ ?creator <{FOAF}name>|rdfs:label ?name }}
  }}
  OPTIONAL {{ ?dataset dcat:version ?version }}
  OPTIONAL {{ ?dataset dcterms:issued ?issued FILTER(REGEX(STR(?issued), "{_DAY}")) }}
  OPTIONAL {{ ?dataset dcterms:modified ?modified FILTER(REGEX(STR(?modified), "{_DAY}")) }}
  OPTIONAL {{ ?dataset dcterms:license ?licence FILTER(ISIRI(?licence)) }}
}} ORDER BY ?dataset DESC(LANG(?title) IN ('', 'en')) ?title ?name ?creator ?version ?issued
  ?modified ?licence"""


@dataclass(frozen=True)
class Edition:
    """What a dataset is published as; an unpublished one only has a title.

    `iri` and `licence` are the IRIs of the dataset and its licence; `issued` and `modified` are
    dates as ``YYYY-MM-DD``. `creators` has the IRI, if there is one, and the name of each creator.
    """

    title: str
    iri: str | None = None
    version: str | None = None
    issued: str | None = None
    modified: str | None = None
    licence: str | None = None
    creators: tuple[tuple[str, str], ...] = ()

    @property
    def is_bundled(self) -> bool:
        """Whether it is of the bundled dataset, published in the name of nemokg."""
        return self.iri == BASE[:-1]

    @property
    def licence_name(self) -> str | None:
        """The name of the licence, or its IRI if the name is not known."""
        return _LICENCES.get(self.licence or "", self.licence)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors to cite: the names of the creators."""
        return tuple(name for _, name in self.creators)


UNPUBLISHED = Edition("unpublished data in the nemokg ontology")


def bundled_edition(engine: Engine) -> Edition:
    """Return the edition of the bundled dataset, which the header of its ontology describes.

    >>> from nemokg.dataset.opening import open_dataset
    >>> bundled_edition(open_dataset().engine).iri
    'https://w3id.org/nemokg'
    """
    rows = [tuple(map(bare_text, row)) for row in engine.select(_HEADER)]
    creators = tuple(dict.fromkeys((creator, name) for creator, name, *_ in rows))
    for _, _, version, issued, modified, licence in rows:
        return Edition(TITLE, BASE[:-1], version, issued, modified, licence, creators)
    return UNPUBLISHED


def described_edition(engine: Engine) -> Edition:
    """Return the edition that the data describe as a ``dcat:Dataset``, outside our namespace.

    Data to train on are datasets of another kind. Where none is described, or several are, the data
    are unpublished.

    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix dcat: <http://www.w3.org/ns/dcat#> .
    ... @prefix dcterms: <http://purl.org/dc/terms/> .
    ... <urn:x:birds> a dcat:Dataset ; dcterms:title "Birds" ; dcterms:creator "Heron Lab" .
    ... ''', RdfFormat.TURTLE)
    >>> edition = described_edition(OxigraphEngine(store))
    >>> edition.title, edition.authors
    ('Birds', ('Heron Lab',))
    """
    rows = list(engine.select(_DESCRIPTION))
    if len({dataset for dataset, *_ in rows}) != 1:
        return UNPUBLISHED
    iri, title, _, _, *others = map(bare_text, rows[0])
    version, issued, modified, licence = (text or None for text in others)
    creators = (_creator(creator, name) for _, _, creator, name, *_ in rows if creator is not None)
    return Edition(
        title, iri, version, issued, modified or issued, licence, tuple(dict.fromkeys(creators))
    )


def _creator(creator: Term, name: Term | None) -> tuple[str, str]:
    iri = creator.value if isinstance(creator, NamedNode) else ""
    return iri, bare_text(creator if name is None else name)
