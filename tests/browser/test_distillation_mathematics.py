"""The mathematics of the distillation is all there, and stays away until it is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from explorer import PHONE, WIDE, count, visit
from playwright.sync_api import expect

from nemokg.site.equations import distillation_equations
from nemokg.site.facts import Facts

from .test_accessibility import violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer import Server
    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph


def test_the_mathematics_is_shown_by_keyboard_with_every_symbol(
    open_page: Callable[..., Page], address: str, kg: KnowledgeGraph
) -> None:
    """The choice turns picture into formulas: each with its LaTeX, number, symbols and meanings."""
    page = open_page(reduced_motion="reduce")
    page.goto(address)
    expect(page.locator("#distillation-mathematics")).to_be_hidden()
    page.locator("#distillation-view [value=picture]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#distillation-mathematics")).to_be_visible()
    expect(page.locator("#distillation-picture")).to_be_hidden()
    facts = Facts(kg.dataset.store)
    found = distillation_equations(facts)
    equations = [each for technique in found["techniques"] for each in technique["equations"]]
    numbered = [each for each in equations if each["number"]]
    assert len(numbered) == 3
    articles = page.locator("#distillation .equation")
    assert articles.count() == len(equations)
    for equation in equations:
        article = page.locator(f"[id='equation/{equation['id']}']")
        formula = article.locator(".scroll math")
        expect(formula).to_be_visible()
        latex = facts.first_object(equation["iri"], "latex")
        assert formula.locator("annotation").text_content() == latex
        symbols = count(kg, f"<{equation['iri']}> nemo:symbol ?x")
        listed = article.locator("dt math")
        assert listed.count() == symbols + len(equation["unexplained"]) > 0
        for symbol in equation["symbols"]:
            assert symbol["definition"]
            expect(article.locator("dl")).to_contain_text(symbol["definition"])
        unexplained = article.locator(".unexplained")
        assert unexplained.filter(has_text="not explained in the source").count() == len(
            equation["unexplained"]
        )


def test_the_font_is_fetched_for_the_mathematics_alone(
    open_page: Callable[..., Page], server: Server
) -> None:
    """The font comes once formulas are shown, not before."""
    page = open_page()
    fonts: list[str] = []
    page.on("request", lambda request: fonts.extend(re.findall(r"[\w-]+\.woff2", request.url)))
    visit(page, server)
    assert fonts == []
    with page.expect_response(re.compile(r"\.woff2$")):
        page.get_by_label("the mathematics").check()
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate("document.fonts.check('16px Mathematics', '𝔼')")
    assert fonts == ["nemokg-math.woff2"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_mathematics_has_no_violation(
    open_page: Callable[..., Page], server: Server, scheme: str, size: tuple[int, int]
) -> None:
    """With the formulas shown, axe-core finds nothing, and a phone scrolls in one direction."""
    page = open_page(size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(server.url)
    page.get_by_label("the mathematics").check()
    assert violations(page, "#distillation") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_an_address_leads_to_an_equation(
    open_page: Callable[..., Page], server: Server, kg: KnowledgeGraph
) -> None:
    """A deep link to an equation shows the mathematics there."""
    technique = distillation_equations(Facts(kg.dataset.store))["techniques"][0]
    name = technique["equations"][2]["id"]
    page = open_page(reduced_motion="reduce")
    page.goto(f"{server.url}#equation/{name}")
    expect(page.locator(f"[id='equation/{name}'] h4")).to_be_in_viewport()


def test_without_scripts_the_mathematics_is_there(
    open_page: Callable[..., Page], server: Server
) -> None:
    """With JavaScript switched off, the formulas are shown and the toys are not."""
    page = open_page(java_script_enabled=False)
    page.goto(server.url)
    expect(page.locator("#distillation-mathematics math").first).to_be_visible()
    expect(page.locator("#distillation-picture")).to_be_hidden()
