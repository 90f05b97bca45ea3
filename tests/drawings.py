"""What the tests of pictures share: what is to be drawn, not asked of the code that draws."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pydot
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import render_dataset
from nemokg.rdf.formats import bare_text
from nemokg.training.selection import select_part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LIVE = """
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?s ?p ?o ?kind ?claim ?status ?thick WHERE {
  ?p nemo:influenceKind ?kind . ?s ?p ?o .
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status .
  BIND(EXISTS { ?from nemo:participant ?s ; nemo:role nemo:studentBackboneRole .
                ?to nemo:participant ?o ; nemo:role nemo:studentBackboneRole }
       && ?p = nemo:initializedFrom AS ?thick)
}
"""
# Two labs, names that need quoting, kinds that nobody foresaw, claims that contradict each other.
AWKWARD = r"""
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
nemo:sways nemo:influenceKind "charm & wit" .
nemo:initializedFrom nemo:influenceKind "weights" .
<https://a.org/m> nemo:sways <https://b.org/m> ; rdfs:label "A \"b\" \\N c\nd &amp; <b>é漢</b>" .
<https://b.org/m> nemo:initializedFrom <https://b.org/x?y=1&z=2> .
<urn:c1> rdf:subject <https://a.org/m> ; rdf:predicate nemo:sways ; rdf:object <https://b.org/m> ;
    nemo:status nemo:inferred ; nemo:rank nemo:normal .
<urn:c2> rdf:subject <https://a.org/m> ; rdf:predicate nemo:sways ; rdf:object <https://b.org/m> ;
    nemo:status nemo:attributed ; nemo:rank nemo:normal .
<urn:c0> rdf:subject <https://a.org/m> ; rdf:predicate nemo:sways ; rdf:object <https://b.org/m> ;
    nemo:status nemo:stated ; nemo:rank nemo:deprecated .
"""
AWKWARD_LABEL = 'A "b" \\N c d &amp; <b>é漢</b>'


class Line(NamedTuple):
    """An edge that is to be drawn."""

    source: str
    predicate: str
    target: str
    kind: str
    claim: str
    status: str
    thick: bool


@cache
def view(drawn: bool = False) -> Store:
    """Return the bundled dataset, or only what the explainer draws of it."""
    dataset = open_dataset()
    return select_part(dataset, drawn=True).store if drawn else dataset.store


def awkward() -> Store:
    """Return a small dataset with everything that can go wrong in a drawing."""
    store = Store()
    store.load(AWKWARD, RdfFormat.TURTLE)
    return store


@cache
def lines(drawn: bool = False) -> dict[str, Line]:
    """Return the edges that are to be drawn by the local name of their claim."""
    found = {}
    for row in OxigraphEngine(view(drawn)).select(LIVE):
        source, predicate, target, kind, claim, status, thick = map(bare_text, row)
        line = Line(
            source, predicate, target, kind, claim, status.rsplit("#", 1)[1], thick == "true"
        )
        found[claim.rsplit("/", 1)[1]] = line
    assert len(found) > 40
    return found


@cache
def picture(form: str, drawn: bool = False) -> str:
    """Return the bundled dataset drawn."""
    return render_dataset(Dataset(view(drawn)), form)


def parsed(text: str) -> pydot.Dot:
    """Return the graph that pydot reads from DOT."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # within the parser of pydot
        graphs = pydot.graph_from_dot_data(text)
    assert graphs is not None
    (graph,) = graphs
    return graph


def attribute(part: Any, name: str) -> str:
    """Return an attribute of what pydot read, without quotation marks."""
    return str(part.get(name) or "").strip('"')


def parts(text: str) -> tuple[dict[str, pydot.Node], dict[str, pydot.Edge]]:
    """Return the nodes and edges of DOT by their ids, those of the legend left out."""
    graph = parsed(text)

    def every() -> Iterator[Any]:
        for inner in (graph, *graph.get_subgraphs()):
            yield from (*inner.get_nodes(), *inner.get_edges())

    nodes: dict[str, pydot.Node] = {}
    edges: dict[str, pydot.Edge] = {}
    for part in every():
        if part.get("tooltip"):
            home: dict[str, Any] = edges if isinstance(part, pydot.Edge) else nodes
            assert attribute(part, "id") not in home
            home[attribute(part, "id")] = part
    return nodes, edges
