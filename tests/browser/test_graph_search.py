"""The search in the header: what it suggests, and where it leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("words", "label", "place"),
    [
        ("swe teacher 2", "SWE teacher 2", "#model/swe-teacher-2"),
        ("stem-teacher", "STEM teacher", "#model/stem-teacher"),
        ("dedicated agentic", "Agentic SFT/RL path", "#model/agentic-sft-rl-path"),
        ("initialised stem coding",
         "Coding teacher (iteration 2) – initialised from – STEM teacher",
         "#claim/coding-teacher--initializedFrom--stem-teacher"),
        ("mopd-warmup", "MOPD warmup", "#algorithm/mopd-warmup"),
    ],
)  # fmt: skip
def test_a_suggestion_leads_to_its_place(page: Page, words: str, label: str, place: str) -> None:
    """Names, other names and local names find models, edges and techniques; Enter goes there."""
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type(words)
    option = page.get_by_role("option").filter(has=page.get_by_text(label, exact=True))
    expect(option).to_have_attribute("data-href", place)
    assert field.get_attribute("aria-expanded") == "true"
    options = page.get_by_role("option").all()
    for each in options:
        page.keyboard.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") == each.get_attribute("id")
        if each.get_attribute("data-href") == place:
            break
    assert option.get_attribute("aria-selected") == "true"
    for key in ("ArrowUp", "ArrowDown"):  # there and back
        page.keyboard.press(key)
        assert (option.get_attribute("aria-selected") == "true") is (
            key == "ArrowDown" or len(options) == 1
        )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(place) + "$"))
    expect(page.locator("#search-found")).to_be_hidden()


def test_the_mouse_chooses_a_suggestion(page: Page) -> None:
    """A click on a suggestion goes there, to the page of a data set for one."""
    page.get_by_role("combobox", name="Search").fill("rollouts scored by iteration-1")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/dataset/mopd1-rollouts.html")


def test_escape_closes_and_then_empties(page: Page) -> None:
    """Esc closes the suggestions, and then empties the field; what is not there finds none."""
    field, found = page.get_by_role("combobox", name="Search"), page.locator("#search-found")
    field.fill("teacher")
    expect(found).to_be_visible()
    field.press("Escape")
    expect(found).to_be_hidden()
    expect(field).to_have_value("teacher")
    field.press("Escape")
    expect(field).to_have_value("")
    field.fill("zzz no such thing")
    expect(found).to_be_hidden()
    expect(page.locator("#search [role=status]")).to_have_text("0 found.")
