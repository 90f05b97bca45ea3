"""The explorer of another pipeline is about that one alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from explorer import served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer import Server
    from playwright.sync_api import Page

EXAMPLE = re.compile(r'skos:example (?:"(?:[^"\\]|\\.)*"(?: , )?)+')
FIRST = re.compile(r"nemotron|mopd|ultra-|\bultra\b|nvidia", re.IGNORECASE)


@pytest.fixture(scope="module")
def server(heron_site: dict[str, str | bytes]) -> Iterator[Server]:
    """Serve the site about the small pipeline."""
    yield from served(heron_site)


def test_no_file_names_the_first_pipeline(heron_site: dict[str, str | bytes]) -> None:
    """Nothing but the examples of the ontology has a name of the bundled pipeline."""
    named = [
        name
        for name, content in heron_site.items()
        if isinstance(content, str)
        and not name.startswith(("vendor/", "ontology."))
        and FIRST.search(EXAMPLE.sub("", content))
    ]
    assert named == []
    assert "js/main.js" in heron_site


def test_the_page_is_about_the_small_pipeline(reading_page: Page) -> None:
    """Title, table, results, glossary and sources are those of the small pipeline."""
    expect(reading_page).to_have_title("Heron: who trains whom")
    assert reading_page.locator("#table tbody tr").count() == 4
    assert reading_page.locator("#results figure").count() == 1
    assert reading_page.locator("#results .value").all_text_contents() == ["40", "55"]
    assert reading_page.locator("#glossary h3").all_inner_texts() == ["Patience"]
    expect(reading_page.locator("#sources")).to_contain_text("How Heron was trained")
    expect(reading_page.locator("#accuracy")).to_contain_text("stands in the same <i>water</i>")


def test_labels_are_text_and_never_markup(reading_page: Page) -> None:
    """A label with angle brackets is shown with them; a definition cannot end a script."""
    label = 'Heron <b>SFT</b> & "more"'
    table = reading_page.locator("#table")
    expect(table.get_by_role("link", name=label, exact=True).first).to_be_visible()
    assert table.locator("b").count() == 0
    nodes = json.loads(reading_page.locator("#data-graph").text_content() or "")["nodes"]
    assert "</script>" in next(node["definition"] for node in nodes if node["label"] == label)


def test_the_graph_has_its_nodes_and_edges(reading_page: Page) -> None:
    """The drawing has the four models and the four edges of the small pipeline."""
    names = {"heron-base", "heron-sft", "heron-final", "fishing-teacher"}
    shown = reading_page.eval_on_selector_all(
        "#graph-canvas g.node:not(.legend)", "all => all.map(e => e.id)"
    )
    assert names == set(shown)
    assert reading_page.locator("#graph-canvas g.edge:not(.legend)").count() == 4


def test_the_questions_are_asked_about_it(page: Page) -> None:
    """A canned query starts with a default of the small pipeline and has an answer."""
    page.goto(f"{page.url.partition('#')[0]}#query/starts-of-model")
    expect(page.locator("#ask-results table")).to_be_visible()
