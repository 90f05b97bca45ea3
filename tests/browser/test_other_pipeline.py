"""The explorer of another pipeline is about that one alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from explorer import served
from paths import FIXTURES
from playwright.sync_api import expect

from nemokg import load
from nemokg.site import site as make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer import Server
    from playwright.sync_api import Page

HERON = FIXTURES / "pipelines" / "heron.ttl"
EXAMPLE = re.compile(r'skos:example (?:"(?:[^"\\]|\\.)*"(?: , )?)+')
FIRST = re.compile(r"nemotron|mopd|ultra-|\bultra\b|nvidia", re.IGNORECASE)


@pytest.fixture(scope="module")
def heron() -> dict[str, str | bytes]:
    """Return the site about the small pipeline."""
    return make_site(load(HERON).dataset)


@pytest.fixture(scope="module")
def heron_server(heron: dict[str, str | bytes]) -> Iterator[Server]:
    """Serve it."""
    yield from served(heron)


@pytest.fixture
def page(open_page: Callable[..., Page], heron_server: Server) -> Page:
    """Return its explorer."""
    page = open_page()
    page.goto(heron_server.url)
    return page


def test_no_file_names_the_first_pipeline(heron: dict[str, str | bytes]) -> None:
    """Nothing but the examples of the ontology has a name of the bundled pipeline."""
    named = [
        name
        for name, content in heron.items()
        if isinstance(content, str)
        and not name.startswith(("vendor/", "ontology."))
        and FIRST.search(EXAMPLE.sub("", content))
    ]
    assert named == []
    assert "js/main.js" in heron


def test_the_page_is_about_the_small_pipeline(page: Page) -> None:
    """Title, table, results, glossary and sources are those of the small pipeline."""
    expect(page).to_have_title("Heron: who trains whom")
    assert page.locator("#table tbody tr").count() == 4
    assert page.locator("#results figure").count() == 1
    assert page.locator("#results .value").all_text_contents() == ["40", "55"]
    assert page.locator("#glossary h3").all_inner_texts() == ["Patience"]
    expect(page.locator("#sources")).to_contain_text("How Heron was trained")
    expect(page.locator("#accuracy")).to_contain_text("stands in the same <i>water</i>")


def test_labels_are_text_and_never_markup(page: Page) -> None:
    """A label with angle brackets is shown with them; a definition cannot end a script."""
    label = 'Heron <b>SFT</b> & "more"'
    expect(page.locator("#table").get_by_role("link", name=label, exact=True).first).to_be_visible()
    assert page.locator("#table b").count() == 0
    nodes = json.loads(page.locator("#data-graph").text_content() or "")["nodes"]
    assert "</script>" in next(node["definition"] for node in nodes if node["label"] == label)


def test_the_graph_has_its_nodes_and_edges(page: Page) -> None:
    """The drawing has the four models and the four edges of the small pipeline."""
    names = {"heron-base", "heron-sft", "heron-final", "fishing-teacher"}
    shown = page.eval_on_selector_all(
        "#graph-canvas g.node:not(.legend)", "all => all.map(e => e.id)"
    )
    assert names == set(shown)
    assert page.locator("#graph-canvas g.edge:not(.legend)").count() == 4


def test_the_questions_are_asked_about_it(page: Page) -> None:
    """A canned query starts with a default of the small pipeline and has an answer."""
    page.goto(f"{page.url.partition('#')[0]}#query/starts-of-model")
    expect(page.locator("#ask-results table")).to_be_visible()
