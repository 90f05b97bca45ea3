"""The explorer: a static site about a dataset, made of files that any web server can host."""

from __future__ import annotations

from nemokg.files.manifest import NAME, manifest_text
from nemokg.rdf import grammar
from nemokg.rdf.vocab import PREFIXES
from nemokg.site.assets import join_style_sheets, static_files
from nemokg.site.dataset_files import described_dataset_files
from nemokg.site.facts import Facts
from nemokg.site.graph_data import citations_data, claims_data, graph_page_data
from nemokg.site.heading import page_title_and_foot
from nemokg.site.index import index_page
from nemokg.site.pages import outside_page_paths, resource_pages
from nemokg.site.picture import dark_style_rules
from nemokg.site.questions import canned_questions, questions_with_own_defaults
from nemokg.site.serial import embeddable_json
from nemokg.site.single import explorer_in_one_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from nemokg.dataset.opening import Dataset

GENERATOR = "nemokg site"


def site_files(
    dataset: Dataset, progress: Callable[[str], None] = lambda step: None
) -> dict[str, str | bytes]:
    """Return the files of the site about a dataset, by their paths: equal data give equal files.

    Of own files above our layers, it is about these and the shared terms that they use; what the
    data entail has no pages. `progress` is told what is being done. Raises OutputError if nothing
    is installed that draws the graph.
    """
    dataset = dataset.asserted_view().published_part()
    files = explorer_files(dataset, progress)
    progress("writing the pages of the resources")
    facts = Facts(dataset.store)
    files.update(resource_pages(facts, page_title_and_foot(dataset, facts)))
    files.update(described_dataset_files(dataset))
    files[NAME] = manifest_text(GENERATOR, files)
    return dict(sorted(files.items()))


def single_page(dataset: Dataset, progress: Callable[[str], None] = lambda step: None) -> str:
    """Return the explorer as one file; see `site_files` for the rest."""
    asserted = dataset.asserted_view()
    return explorer_in_one_page(explorer_files(asserted.published_part(), progress))


def explorer_files(
    dataset: Dataset, progress: Callable[[str], None] = lambda step: None
) -> dict[str, str | bytes]:
    """Return the files of the explorer: the site without the pages of the single resources."""
    from nemokg import export
    from nemokg.export.rdf import store_as_turtle
    from nemokg.queries import catalogue

    facts = Facts(dataset.store)
    progress("drawing the graph")
    svg = export.render_dataset(dataset, "svg")
    progress("reading the claims")
    data = graph_page_data(dataset, facts)
    canned = [catalogue.find_query(name) for name in catalogue.query_names()]
    files: dict[str, str | bytes] = {
        "css/picture.css": dark_style_rules(svg),
        "data/training.svg": svg,
        "data/graph.json": embeddable_json(data),
        "data/pages.json": embeddable_json(outside_page_paths(facts)),
        "data/citations.json": embeddable_json(citations_data(dataset)),
        "data/claims.json": embeddable_json(claims_data(dataset)),
        "data/queries.json": embeddable_json(
            {
                "prefixes": PREFIXES,
                "grammar": grammar.grammar_rules(),
                "questions": questions_with_own_defaults(canned_questions(canned), facts),
            }
        ),
        "data/nemokg.ttl": store_as_turtle(dataset.store),
        **static_files(),
    }
    join_style_sheets(files)
    progress("writing the page")
    files["index.html"] = index_page(page_title_and_foot(dataset, facts), facts, data, svg, files)
    return dict(sorted(files.items()))
