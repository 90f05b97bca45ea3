"""axe-core finds nothing on any page, in either theme, wide and narrow."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from explorer import KINDS, PHONE, WIDE, of_kind
from paths import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer import Server
    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph

AXE = TESTS / "js" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page, coloured: str = "") -> list[str]:
    """Return what axe-core finds: rule, and the elements that break it.

    Contrast, which takes most of the time, is looked at below a selector if there is one, for pages
    of which the rest is that of another test.
    """
    if not AXE.exists():
        assert not os.environ.get("CI"), "run npm ci in tests/js first"
        pytest.skip("needs axe-core; run npm ci in tests/js")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(
        "(selector) => axe.configure({ rules: [{ id: 'color-contrast', selector }] })",
        f"{coloured} *".strip(),
    )
    found = page.evaluate(
        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
        " 'best-practice'], resultTypes: ['violations'] })"
    )
    assert "color-contrast" in [each["id"] for each in found["passes"]]
    return [
        f"{each['id']}: {[(n['target'], n['failureSummary']) for n in each['nodes'][:3]]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_explorer_has_no_violation(
    open_page: Callable[..., Page], server: Server, scheme: str, size: tuple[int, int]
) -> None:
    """The explorer, with everything on it folded out, breaks no rule."""
    page = open_page(size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(server.url)
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ask_has_no_violation(open_page: Callable[..., Page], server: Server, scheme: str) -> None:
    """Ask, opened and with an answer, breaks no rule."""
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(server.url)
    page.locator("#ask-open").click()
    page.locator("#ask-run").click()
    page.locator("#ask-results table").wait_for()
    assert violations(page, "#ask") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_resources_have_no_violation(
    open_page: Callable[..., Page],
    server: Server,
    kg: KnowledgeGraph,
    scheme: str,
    size: tuple[int, int],
) -> None:
    """A page of each kind, and that of the ontology, breaks no rule."""
    page = open_page(size, color_scheme=scheme)
    for kind in KINDS:
        page.goto(f"{server.url}{kind}/{of_kind(kg, kind).rpartition('/')[2]}.html")
        assert violations(page) == [], kind
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], kind
    page.goto(f"{server.url}ontology.html")
    assert violations(page) == []
