"""The head and foot of every page: the title of the dataset, and who publishes it."""

from __future__ import annotations

from nemokg.dataset.edition import UNPUBLISHED
from nemokg.site.facts import Facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset


def page_title_and_foot(dataset: Dataset, facts: Facts) -> dict[str, str]:
    """Return the title of a dataset, which is that of its pipelines, and the foot of its pages.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> page_title_and_foot(Dataset(Store()), Facts(Store()))["title"]
    'unpublished data in the nemokg ontology'
    """
    edition = dataset.edition
    title = ", ".join(map(facts.label, _described_pipelines(facts))) or edition.title
    if edition.is_bundled:
        foot = (
            f"{title}, version {edition.version} of the dataset. Data: {edition.licence_name};"
            f" code: Apache License 2.0; by the {edition.authors[0]}. Independent of the makers"
            " of the models that it describes."
        )
    elif edition.iri:
        version = f", version {edition.version}" if edition.version else ""
        licence = f" Data: {edition.licence_name}." if edition.licence else ""
        by = f" By {'; '.join(edition.authors)}." if edition.authors else ""
        foot = f"{edition.title}{version}.{licence}{by}"
    else:
        foot = f"{title}: {UNPUBLISHED.title}."
    return {"title": title, "foot": foot}


def _described_pipelines(facts: Facts) -> list[str]:
    """Return the pipelines whose edges are recorded; or all, where none is."""
    pipelines = facts.instances_of("Pipeline")
    stages = set(facts.instances_of("TrainingStage"))
    described = [iri for iri in pipelines if stages & set(facts.subjects_of(iri, "partOfPipeline"))]
    return described or pipelines
