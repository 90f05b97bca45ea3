"""Mermaid: what the library itself reads and draws in a browser."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from explorer import ARGUMENTS, CHROMIUM
from exports import NAMES, datasets, edges, exported, rows
from paths import TESTS
from playwright.sync_api import sync_playwright
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.opening import Dataset
from nemokg.export import render_dataset
from nemokg.rdf.vocab import PREFIXES
from nemokg.training.selection import select_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIBRARY = TESTS / "js/node_modules/mermaid/dist/mermaid.min.js"
DRAW = """async (text) => {
  mermaid.initialize({startOnLoad: false, maxEdges: 10000, maxTextSize: 1e7});
  const parsed = await mermaid.mermaidAPI.getDiagramFromText(text);
  const db = parsed.db;
  // A box that has a style is listed among the vertices as well.
  const boxes = new Set(db.getSubGraphs().map(g => g.id));
  const known = [...db.getVertices().values()].filter(v => !boxes.has(v.id));
  const svg = (await mermaid.render('drawing', text)).svg;
  document.body.innerHTML = svg;
  const texts = (css) => [...document.querySelectorAll(css)].map(e => e.textContent.trim());
  return {
    type: parsed.type,
    vertices: known.map(v => v.id),
    edges: db.getEdges().map(e => [e.start, e.end, e.stroke, e.type, e.style || []]),
    boxes: db.getSubGraphs().map(g => g.nodes),
    labels: texts('.node .label'),
    notes: texts('span.edgeLabel').filter(Boolean),
    paths: document.querySelectorAll('path.flowchart-link').length,
  };
}"""
STATUSES = """
SELECT ?s ?p ?o (GROUP_CONCAT(DISTINCT STR(?status); separator=" ") AS ?statuses) WHERE {
  ?p nemo:influenceKind ?kind . ?s ?p ?o .
  OPTIONAL { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status
    FILTER NOT EXISTS { ?c nemo:rank nemo:deprecated } }
} GROUP BY ?s ?p ?o
"""


@pytest.fixture(scope="module")
def drawn() -> Iterator[Callable[[str], dict[str, Any]]]:
    """Return a function that has Mermaid draw a text and tells what it read and drew."""
    missing = [str(path) for path in (Path(CHROMIUM), LIBRARY) if not path.exists()]
    if missing:
        message = f"{missing[0]} is missing; install Debian's chromium, and npm ci in tests/js"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        page = browser.new_page()
        page.route("**/*", lambda route: route.abort())
        page.add_script_tag(path=LIBRARY)

        def draw(text: str) -> dict[str, Any]:
            found: dict[str, Any] = page.evaluate(DRAW, text)
            if folder := os.environ.get("NEMOKG_PICTURES"):
                page.screenshot(path=Path(folder) / "mermaid.png", full_page=True)
            return found

        yield draw
        browser.close()


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_draws_every_edge(name: str, drawn: Callable[[str], dict[str, Any]]) -> None:
    """Mermaid reads and draws each edge once, dashed for initialization and for nothing else."""
    found = drawn(exported(name, "mermaid"))
    assert found["type"].startswith("flowchart")
    kinds = Counter(kind for *_, kind in edges(name))
    assert len(found["edges"]) == found["paths"] == sum(kinds.values())
    strokes = Counter(stroke for _, _, stroke, _, _ in found["edges"])
    assert strokes == {"dotted": kinds["weights"], "normal": sum(kinds.values()) - kinds["weights"]}
    dashed = [style for *_, style in found["edges"] if "stroke-dasharray:6 4" in style]
    assert len(dashed) == kinds["weights"]


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_shows_every_label(name: str, drawn: Callable[[str], dict[str, Any]]) -> None:
    """Each participant has one node with its label, whatever characters the label has."""
    found = drawn(exported(name, "mermaid"))
    ends = {end for s, _, o, _ in edges(name) for end in (s, o)}
    labels = {row[0]: row[1] for row in rows(name, "SELECT ?x ?l WHERE { ?x rdfs:label ?l }")}
    expected = Counter(" ".join(labels.get(end, end).split()) for end in ends)
    assert Counter(" ".join(label.split()) for label in found["labels"]) == expected
    assert len(found["vertices"]) == len(ends)


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_labels_unstated_edges(name: str, drawn: Callable[[str], dict[str, Any]]) -> None:
    """An edge that no primary work states says that it is attributed or inferred."""
    best = []
    for *_, statuses in rows(name, STATUSES):
        words = {status.rpartition("#")[2] for status in statuses.split()}
        best += [s for s in ("stated", "attributed", "inferred") if s in words][:1]
    expected = Counter(word for word in best if word != "stated")
    assert expected["inferred"] > 0
    notes = [note.split(", ") for note in drawn(exported(name, "mermaid"))["notes"]]
    assert Counter(note[-1] for note in notes if note[-1] in ("attributed", "inferred")) == expected
    # Steps of weights other than initialisation, and value models, are told apart by name.
    plain = {PREFIXES["nemo"] + "initializedFrom"}
    named = [p for _, p, _, kind in edges(name) if kind == "weights" and p not in plain]
    assert sum(note[0].split(" ")[-1] in ("from", "base", "of", "parent") for note in notes) == len(
        named
    )


def test_weights_flow_from_parent_to_child(drawn: Callable[[str], dict[str, Any]]) -> None:
    """The arrow of an initialization leads from the checkpoint that gives its weights."""
    store = Store()
    store.load(
        """@prefix nemo: <https://w3id.org/nemokg/ontology#> .
nemo:initializedFrom nemo:influenceKind "weights" .
<urn:child> nemo:initializedFrom <urn:a-parent> .
""",
        RdfFormat.TURTLE,
    )
    text = render_dataset(Dataset(store), "mermaid")
    found = drawn(text)
    ((start, end, *_),) = found["edges"]
    labels = dict(zip(found["vertices"], found["labels"], strict=True))
    assert (labels[start], labels[end]) == ("urn:a-parent", "urn:child")


def test_phases_are_boxes(drawn: Callable[[str], dict[str, Any]]) -> None:
    """The nodes of each phase and iteration share a box, and no box has any other."""
    found = drawn(exported("bundled", "mermaid"))
    query = (
        "SELECT ?x ?phase ?n WHERE { ?part nemo:participant ?x ; nemo:phase ?phase"
        " OPTIONAL { ?part nemo:iteration ?n } }"
    )
    ends = {end for s, _, o, _ in edges("bundled") for end in (s, o)}
    sizes = Counter((phase, n) for x, phase, n in rows("bundled", query) if x in ends)
    assert sorted(map(len, found["boxes"])) == sorted(sizes.values())
    assert len(sizes) > 2


def test_a_selection_is_small(drawn: Callable[[str], dict[str, Any]]) -> None:
    """A selection around a model draws that model and its neighbours."""
    view = select_part(Dataset(datasets()["bundled"]), "stem-teacher", kinds=["weights"])
    found = drawn(render_dataset(view, "mermaid"))
    query = (
        "SELECT DISTINCT ?x WHERE { VALUES ?c { <https://w3id.org/nemokg/model/stem-teacher> }"
        " ?c nemo:initializedFrom|^nemo:initializedFrom ?x }"
    )
    assert len(found["vertices"]) == 1 + len(rows("bundled", query)) > 2
