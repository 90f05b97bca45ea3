"""The explorer: a static site about a dataset, made of files that need no server of their own."""

from __future__ import annotations

from nemokg.files.manifest import NAME, manifest
from nemokg.rdf import grammar
from nemokg.rdf.vocab import PREFIXES
from nemokg.site.assets import join_styles, static_files
from nemokg.site.facts import Facts
from nemokg.site.graph_data import citations_data, claims_data, dataset, graph_data
from nemokg.site.index import index
from nemokg.site.pages import pages
from nemokg.site.picture import dark_rules
from nemokg.site.questions import fitted, questions
from nemokg.site.serial import as_json
from nemokg.site.single import single
from nemokg.site.whole import whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from nemokg.api import KnowledgeGraph

GENERATOR = "nemokg site"


def site(
    graph: KnowledgeGraph, progress: Callable[[str], None] = lambda step: None
) -> dict[str, str | bytes]:
    """Return the files of the site about a dataset, by their paths: equal data give equal files.

    `progress` is told what is being done. Raises OutputError where nothing is installed that
    draws the graph.
    """
    files = explorer(graph, progress)
    progress("writing the pages of the resources")
    facts = Facts(graph.dataset.store)
    files.update(pages(facts, dataset(facts)))
    files.update(whole(graph.dataset))
    files[NAME] = manifest(GENERATOR, files)
    return dict(sorted(files.items()))


def single_file(graph: KnowledgeGraph, progress: Callable[[str], None] = lambda step: None) -> str:
    """Return the explorer as one file; see `site` for the rest."""
    return single(explorer(graph, progress))


def explorer(
    graph: KnowledgeGraph, progress: Callable[[str], None] = lambda step: None
) -> dict[str, str | bytes]:
    """Return the files of the explorer: the site without the pages of the single resources."""
    from nemokg import export

    store = graph.dataset.store
    facts = Facts(store)
    progress("drawing the graph")
    svg = export.render(store, "svg")
    progress("reading the claims")
    data = graph_data(store, facts)
    files: dict[str, str | bytes] = {
        "css/picture.css": dark_rules(svg),
        "data/training.svg": svg,
        "data/graph.json": as_json(data),
        "data/citations.json": as_json(citations_data(graph)),
        "data/claims.json": as_json(claims_data(graph)),
        "data/queries.json": as_json(
            {
                "prefixes": PREFIXES,
                "grammar": grammar.rules(),
                "questions": fitted(questions(graph.queries()), facts),
            }
        ),
        "data/nemokg.ttl": export.render(store, "ttl"),
        **static_files(),
    }
    join_styles(files)
    progress("writing the page")
    files["index.html"] = index(graph, facts, data, svg, files)
    return dict(sorted(files.items()))
