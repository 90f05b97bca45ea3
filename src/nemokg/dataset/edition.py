"""Editions: in whose name a dataset is published, and as which version."""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import BASE, PREFIXES, TITLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.engine.protocol import Engine

_LICENCES = {"https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0"}
_HEADER = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX owl: <{PREFIXES["owl"]}>
SELECT ?creator ?name ?version ?issued ?modified ?licence WHERE {{
  <{BASE}ontology> owl:versionInfo ?version ; dcterms:issued ?issued ;
    dcterms:modified ?modified ; dcterms:license ?licence ; dcterms:creator ?creator .
  ?creator <http://xmlns.com/foaf/0.1/name> ?name
}} ORDER BY ?name ?creator"""


@dataclass(frozen=True)
class Edition:
    """What a dataset is published as; an unpublished one only has a title.

    `iri` and `licence` are the IRIs of the dataset and its licence; `issued` and `modified` are
    dates as ``YYYY-MM-DD``. `creators` has the IRI and the name of each creator.
    """

    title: str
    iri: str | None = None
    version: str | None = None
    issued: str | None = None
    modified: str | None = None
    licence: str | None = None
    creators: tuple[tuple[str, str], ...] = ()

    @property
    def licence_name(self) -> str | None:
        """The name of the licence, or its IRI if the name is not known."""
        return _LICENCES.get(self.licence or "", self.licence)

    @property
    def first_creator(self) -> str | None:
        """The author to cite: the first creator."""
        return next((name for _, name in self.creators), None)


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
