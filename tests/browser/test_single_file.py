"""The explorer as one file that opens from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nemokg.rdf.vocab import BASE
from nemokg.site import single_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph

MEGABYTE = 1_000_000


@pytest.fixture(scope="session")
def file(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the single file."""
    path = tmp_path_factory.mktemp("single") / "explorer.html"
    path.write_text(single_page(kg.dataset), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def address(file: Path) -> str:
    """Return where the file is on the disk."""
    return file.as_uri()


@pytest.fixture(scope="module")
def context_options() -> dict[str, object]:
    """Refuse every network."""
    return {"offline": True}


def test_the_file_is_not_over_four_megabytes(file: Path) -> None:
    """The file, engine and data in it, stays under four megabytes."""
    assert file.stat().st_size < 4 * MEGABYTE


def test_it_shows_every_section(reading_page: Page) -> None:
    """The drawing and every section are there, and tables have their controls."""
    expect(reading_page.locator("#graph-canvas svg")).to_be_visible()
    expect(reading_page.locator("#accuracy h2")).to_be_visible()
    assert reading_page.locator("th .sort").count() > 0


def test_it_answers_queries_without_a_request(open_page: Callable[..., Page], address: str) -> None:
    """The file starts its engine from within it and answers a query, and asks no server at all."""
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.locator("#ask-open").click()
    page.locator("#ask-run").click()
    expect(page.locator("#ask-results table")).to_be_visible()
    assert address in requests
    assert all(url.startswith(("file:", "blob:", "data:")) for url in requests)


def test_its_links_to_pages_are_the_iris(reading_page: Page) -> None:
    """No link leads to a file that is not there: what has a page elsewhere goes by its IRI."""
    links = reading_page.eval_on_selector_all(
        "a[href]", "all => all.map(e => e.getAttribute('href'))"
    )
    assert any(link.startswith(BASE) for link in links)
    allowed = ("#", "https://", "http://", "data:")
    assert [link for link in links if link and not link.startswith(allowed)] == []


def test_its_pages_in_data_are_the_iris(reading_page: Page) -> None:
    """The data of the graph send for pages to the IRIs too."""
    pages = reading_page.evaluate(
        "JSON.parse(document.getElementById('data-graph').textContent).nodes.map(n => n.page)"
    )
    assert pages
    assert all(page.startswith(BASE) for page in pages)
