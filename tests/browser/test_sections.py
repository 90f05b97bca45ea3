"""The page of the explorer: every section is there, and says what the dataset says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from explorer import PHONE, count, records
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer import Server
    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph

SECTIONS = (
    "graph", "distillation", "table", "results", "glossary", "sources", "accuracy", "ask",
)  # fmt: skip


def test_every_section_is_there_and_linked(reading_page: Page) -> None:
    """Each section has a heading and a link in the navigation that leads to it."""
    for name in SECTIONS:
        expect(reading_page.locator(f"section#{name} h2").first).to_be_visible()
        assert reading_page.locator(f'nav a[href="#{name}"]').count() == 1


def test_the_table_has_a_row_for_each_participant_that_is_linked(
    reading_page: Page, kg: KnowledgeGraph
) -> None:
    """The table has one row for each end of an edge, and a link to each in the graph."""
    ends = "?e nemo:influenceKind ?k . { ?x ?e ?o } UNION { ?o ?e ?x }"
    rows = reading_page.locator("#table tbody tr")
    assert rows.count() == count(kg, ends)
    assert reading_page.locator('#table tbody th a[href^="#model/"]').count() == rows.count()


def test_the_table_marks_what_is_new_and_what_is_used_again(
    reading_page: Page, kg: KnowledgeGraph
) -> None:
    """Stars are the new teachers of later rounds, arrows the reused teachers, and no others."""
    rows = reading_page.locator("#table tbody tr th")
    new = count(kg, "?r nemo:newTeacher ?x ; nemo:roundNumber ?n FILTER(?n > 1)")
    assert rows.filter(has_text="★").count() == new > 0
    assert rows.filter(has_text="↺").count() == count(kg, "?r nemo:reusedTeacher ?x") > 0


def test_the_table_gives_the_status_of_each_initialisation(
    reading_page: Page, kg: KnowledgeGraph
) -> None:
    """The second column has as many starts of each status as there are such claims."""
    for status in ("stated", "attributed", "inferred"):
        claims = (
            f"VALUES ?start {{ nemo:initializedFrom nemo:startDescription }}"
            f" ?x nemo:status ?status ; rdf:predicate ?start ; rdf:subject ?s ;"
            f" rdf:object ?o . ?s ?start ?o FILTER(?status = nemo:{status})"
        )
        shown = reading_page.locator(f"#table tbody td:nth-child(2) .status.{status}")
        assert shown.count() == count(kg, claims)


def test_the_results_are_all_there_and_the_charts_agree_with_them(
    reading_page: Page, kg: KnowledgeGraph
) -> None:
    """Every result has a row, every recovery a chart that prints it with the values behind it."""
    rows = reading_page.locator("#results tbody tr")
    assert rows.count() == count(kg, "?x a/rdfs:subClassOf* nemo:Result")
    recoveries = records(kg, "recovery")
    assert recoveries
    for recovered in recoveries:
        name = str(recovered["test"]).rpartition("/")[2]
        chart = reading_page.locator(f"#chart-{name}")
        shown = chart.locator(".value").all_text_contents()
        said = [recovered[f"{part}_value"] for part in ("baseline", "student", "teacher")]
        assert [text for text in shown if float(text) in said], name
        assert {float(text) for text in shown} >= set(said)
        assert f"{recovered['recovery']} % recovered" in chart.inner_text()
        assert float(shown[-1]) == recovered["teacher_value"]


def test_charts_follow_the_order_of_the_weights(reading_page: Page, kg: KnowledgeGraph) -> None:
    """Along each chart, a checkpoint comes after those from which it has its weights."""
    progress = records(kg, "benchmark-progress")
    for chart in reading_page.locator("#results figure").all():
        name = (chart.get_attribute("id") or "").removeprefix("chart-")
        own = [row for row in progress if str(row["test"]).endswith(f"/{name}")]
        places = {row["column"]: row["place"] for row in own}
        shown = [text for text in chart.locator(".axis").all_text_contents() if text in places]
        assert len(shown) >= 2
        assert [places[text] for text in shown] == sorted(int(str(places[t])) for t in shown)


def test_glossary_sources_and_conflicts_are_complete(
    reading_page: Page, kg: KnowledgeGraph
) -> None:
    """Every technique, source and conflict of the dataset has its place in the page."""
    for selector, name in (
        ("#glossary article", "Algorithm"),
        ("#sources tr[id^='source/']", "Source"),
        ("#sources tr[id^='conflict/']", "Conflict"),
    ):
        shown = reading_page.locator(selector)
        assert shown.count() == count(kg, f"?x a/rdfs:subClassOf* nemo:{name}") > 0


def test_the_accuracy_note_counts_and_explains(reading_page: Page, kg: KnowledgeGraph) -> None:
    """The note has the number of edges by status, and the reason for each inferred one."""
    text = reading_page.locator("#accuracy").inner_text()
    edges = [row for row in records(kg, "edges") if "deprecated" not in str(row["rank"])]
    assert f"{len(edges)} edges" in text
    for status in ("stated", "inferred"):
        number = sum(str(row["status"]).endswith(f"#{status}") for row in edges)
        assert f"{number} are {status}" in text.replace("● ", "").replace("○ ", "")
    for row in records(kg, "inferred-edges"):
        assert str(row["rationale"]) in text


def test_every_link_inside_the_page_has_a_target(
    reading_page: Page, site: dict[str, str | bytes]
) -> None:
    """Links lead to an element of the page, a route of the graph, or a file of the site."""
    ids = set(reading_page.eval_on_selector_all("[id]", "all => all.map(e => e.id)"))
    links = reading_page.eval_on_selector_all(
        "main a[href], nav a[href]", "all => all.map(e => e.getAttribute('href'))"
    )
    for link in filter(None, links):
        if link.startswith(("#model/", "#claim/")):
            kind, _, name = link[1:].partition("/")
            assert f"{kind}/{name}.html" in site, link
        elif link.startswith("#query/"):
            continue  # the tests of Ask follow these
        elif link.startswith("#"):
            assert link[1:] in ids, link
        elif not link.startswith(("https://", "http://")):
            assert link.partition("#")[0] in site, link


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_button_changes_the_theme_for_good(
    open_page: Callable[..., Page], server: Server, scheme: str
) -> None:
    """The button shows the other theme, which is there again after the page is loaded anew."""
    page = open_page(color_scheme=scheme)
    page.goto(server.url)
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.locator("#theme").focus()
    page.keyboard.press("Enter")
    after = page.evaluate(colour)
    assert after != before
    page.reload()
    assert page.evaluate(colour) == after
    pressed = "true" if scheme == "light" else "false"
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", pressed)


@pytest.mark.parametrize("size", [PHONE, (320, 640)])
def test_a_phone_scrolls_in_one_direction(
    open_page: Callable[..., Page], server: Server, size: tuple[int, int]
) -> None:
    """At 390 and at 320 pixels the page is not wider than the window."""
    page = open_page(size)
    page.goto(server.url)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_without_scripts_the_page_is_complete(
    open_page: Callable[..., Page], server: Server, kg: KnowledgeGraph
) -> None:
    """With JavaScript switched off, the drawing and all sections are there."""
    page = open_page(java_script_enabled=False)
    page.goto(server.url)
    expect(page.locator("#graph-canvas svg")).to_be_visible()
    for name in SECTIONS:
        expect(page.locator(f"section#{name} h2").first).to_be_visible()
    techniques = count(kg, "?x a/rdfs:subClassOf* nemo:Algorithm")
    assert page.locator("#glossary article").count() == techniques
