"""Tables that sort, filter and leave as CSV, by mouse and by keyboard."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def part(page: Page) -> Locator:
    """Return the section of the explainer's table."""
    return page.locator("#table")


def column(page: Page, index: int) -> list[str]:
    """Return the texts of a column, top down, of the rows that are shown."""
    rows = part(page).locator("tbody tr:visible")
    return [" ".join(row.locator("th, td").nth(index).inner_text().split()) for row in rows.all()]


def test_every_marked_table_has_its_controls(reading_page: Page) -> None:
    """Each table that can be sorted has a filter, a download and a button in each heading."""
    tables = reading_page.locator("table[data-sortable]")
    assert tables.count() > 1
    assert reading_page.locator(".table-controls input[type=search]").count() == tables.count()
    for table in tables.all():
        headings = table.locator("thead th:not([data-unsorted])")
        assert headings.locator("button.sort").count() == headings.count() > 0


def test_a_heading_sorts_up_then_down(page: Page) -> None:
    """A click sorts the rows by the column, a second one the other way, as aria-sort says."""
    before = column(page, 0)
    heading = part(page).locator("thead th").first
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    up = column(page, 0)
    heading.locator("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    down = column(page, 0)
    assert sorted(up) == sorted(down) == sorted(before)
    assert down == up[::-1] != up
    assert up != before


def test_a_filter_keeps_the_rows_that_have_its_words(page: Page) -> None:
    """The rows that have all words of the filter stay, and their number is said."""
    whole = part(page).locator("tbody tr").count()
    text = part(page).locator("tbody tr").nth(3).inner_text().lower()
    words = " ".join(text.split()[:2])
    part(page).locator(".table-controls input").fill(words)
    shown = part(page).locator("tbody tr:visible")
    assert 0 < shown.count() < whole
    assert all(
        all(word in row.inner_text().lower() for word in words.split()) for row in shown.all()
    )
    expect(part(page).locator(".table-controls [role=status]")).to_have_text(
        f"{shown.count()} of {whole} rows"
    )


def test_the_csv_has_the_rows_that_are_shown_in_their_order(page: Page, tmp_path: Path) -> None:
    """What is downloaded is what is seen: filtered and sorted."""
    part(page).locator("thead th button").first.click()
    part(page).locator(".table-controls input").fill("teacher")
    with page.expect_download() as download:
        part(page).locator(".table-controls button").click()
    file = tmp_path / "table.csv"
    download.value.save_as(file)
    header, *rows = csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
    assert header == [" ".join(t.split()) for t in part(page).locator("thead th").all_inner_texts()]
    assert [row[0] for row in rows] == column(page, 0)
    assert rows


def test_the_csv_has_no_formula(page: Page, tmp_path: Path) -> None:
    """A cell that a spreadsheet would compute has an apostrophe before it; a number has none."""
    for index, text in enumerate(("=1+1", "-2.5")):
        page.evaluate(
            "([name, index, text]) => { document.querySelector(`table[data-name=${name}]`)"
            ".tBodies[0].rows[index].cells[0].textContent = text }",
            [part(page).locator("table").get_attribute("data-name"), index, text],
        )
    with page.expect_download() as download:
        part(page).locator(".table-controls button").click()
    file = tmp_path / "table.csv"
    download.value.save_as(file)
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
    assert [row[0] for row in rows[1:3]] == ["'=1+1", "-2.5"]
