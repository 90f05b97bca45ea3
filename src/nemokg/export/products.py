"""The contents of a release: the dataset in every format, and what else is derived from it.

A product is a function that takes a dataset and returns files by the paths that they get in the
release. A new one is such a function and a line in `PRODUCTS`.
"""

from __future__ import annotations

from dataclasses import dataclass

from nemokg import export
from nemokg.rdf.media_types import RESULTS_TSV, TURTLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from nemokg.dataset.opening import Dataset

    Product = Callable[[Dataset], dict[str, "File"]]


@dataclass(frozen=True)
class File:
    """The content of a file and its media type."""

    content: str | bytes
    media_type: str


def _format(form: str) -> Product:
    def product(dataset: Dataset) -> dict[str, File]:
        text = export.render_dataset(dataset, form)
        return {export.file_name(form): File(text, export.FORMATS[form].media_type)}

    return product


def _citations(dataset: Dataset) -> dict[str, File]:
    from nemokg.cite import render_citations
    from nemokg.cite.citation import citations_of_claims
    from nemokg.training.explain import own_claim_iris

    text = render_citations(citations_of_claims(dataset, own_claim_iris(dataset)), "bibtex")
    return {"nemokg-claims.bib": File(text, "application/x-bibtex")}


def _mappings(dataset: Dataset) -> dict[str, File]:
    from nemokg.export.alignments import read_alignments
    from nemokg.export.sssom import render_sssom

    text = render_sssom(read_alignments())
    return {"nemokg.sssom.tsv": File(text, RESULTS_TSV.media_type)}


def _queries(dataset: Dataset) -> dict[str, File]:
    from nemokg.export.sparql_executable import render_queries
    from nemokg.queries.catalogue import find_query, query_names

    return {
        "nemokg-queries.ttl": File(
            render_queries([find_query(name) for name in query_names()]), TURTLE.media_type
        )
    }


def _shapes(dataset: Dataset) -> dict[str, File]:
    from nemokg.dataset.opening import Dataset
    from nemokg.dataset.reading import rdf_files, store_of_files
    from nemokg.export import render_dataset
    from nemokg.files.resources import bundled_directory

    shapes = Dataset(store_of_files(rdf_files([bundled_directory("shapes")])))
    return {"shapes.ttl": File(render_dataset(shapes, "ttl"), TURTLE.media_type)}


PRODUCTS: dict[str, Product] = {
    **{form: _format(form) for form in export.FORMATS},
    "the citations": _citations,
    "the mappings": _mappings,
    "the queries": _queries,
    "the shapes": _shapes,
}
