"""The citations of all claims, as the explorer copies them."""

from __future__ import annotations

from nemokg.site.facts import local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.api import KnowledgeGraph

FORMATS = ("text", "bibtex", "csl-json")


def citations_data(graph: KnowledgeGraph) -> dict[str, dict[str, str]]:
    """Return the citations of each claim by its local name: the texts that ``nemokg cite`` prints.

    >>> from nemokg import load
    >>> graph = load()
    >>> name, forms = next(iter(citations_data(graph).items()))
    >>> forms["bibtex"] == graph.cite(name, form="bibtex")
    True
    """
    from nemokg.cite import render
    from nemokg.cite.citation import cite

    dataset = graph.dataset
    return {
        local(each.claim.iri): {form: render([each], form) for form in FORMATS}
        for each in cite(dataset.store, graph.claims(), dataset.bundled)
    }
