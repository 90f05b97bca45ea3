"""The drawing: what it holds, how it zooms and moves, what its filters leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nemokg import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer import Server
    from playwright.sync_api import CDPSession, Locator, Page

    from nemokg.api import KnowledgeGraph

Row = dict[str, str | int | float | bool | None]
PHONE = (390, 844)
NODE = "#graph-canvas g.node:not(.legend)"
EDGE = "#graph-canvas g.edge:not(.legend)"
EDGES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?subject ?object ?claim ?status ?kind
  (BOUND(?drawing) AS ?drawn) (BOUND(?work) AS ?reported) WHERE {
  ?property nemo:influenceKind ?kind .
  ?subject ?property ?object .
  ?claim rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ; nemo:status ?status ;
    nemo:partOfPipeline ?pipeline .
  OPTIONAL { ?pipeline nemo:explainerDrawing ?drawing .
    ?claim nemo:evidence [ nemo:support nemo:supports ; dcterms:source ?drawing ] }
  OPTIONAL { ?pipeline nemo:primaryWork ?work . ?claim nemo:evidence
    [ nemo:support nemo:supports ; dcterms:source/(dcterms:isPartOf|dcterms:isVersionOf)* ?work ] }
}"""


@pytest.fixture(scope="module")
def edges(kg: KnowledgeGraph) -> dict[str, Row]:
    """Return the edges that the graph has, by the local names of their claims."""
    answer = kg.sparql(EDGES)
    assert isinstance(answer, Table)
    return {str(row["claim"]).rpartition("/")[2]: row for row in answer.records()}


def ids(found: Locator) -> set[str]:
    """Return the ids of what is shown."""
    return set(
        found.evaluate_all("all => all.filter(e => e.getClientRects().length).map(e => e.id)")
    )


def percent(page: Page) -> int:
    """Return the zoom that the page tells."""
    return int((page.locator("#graph-zoom").text_content() or "").split()[0])


def width(page: Page) -> float:
    """Return how wide the drawing is on the screen."""
    return float(page.locator("#graph-canvas svg").evaluate("e => e.getBoundingClientRect().width"))


def scrolled(page: Page) -> tuple[float, float]:
    """Return how far the drawing has been moved."""
    left, top = page.locator("#graph-canvas").evaluate("e => [e.scrollLeft, e.scrollTop]")
    return left, top


def test_the_drawing_holds_what_the_graph_holds(reading_page: Page, edges: dict[str, Row]) -> None:
    """Nodes and edges are those of a SPARQL query, no more and no fewer."""
    assert ids(reading_page.locator(EDGE)) == set(edges)
    ends = {
        str(row[end]).rpartition("/")[2] for row in edges.values() for end in ("subject", "object")
    }
    assert ids(reading_page.locator(NODE)) == ends


def test_the_list_says_every_edge_at_both_ends(
    open_page: Callable[..., Page], server: Server, edges: dict[str, Row]
) -> None:
    """Without scripts too, the list has each node with its edges."""
    page = open_page(java_script_enabled=False)
    page.goto(server.url)
    page.locator("#graph-list summary").click()
    links = page.locator("#graph-list li li a")
    assert links.count() == 2 * len(edges)
    expect(links.first).to_be_visible()
    assert page.locator(NODE).count() == page.locator("#graph-list > ul > li").count()


def test_buttons_and_keys_zoom_alike(page: Page) -> None:
    """Zooming in, out, to fit and to 100 % work with the buttons and with keys."""
    canvas = page.locator("#graph-canvas")
    natural = canvas.locator("svg").evaluate("e => e.viewBox.baseVal.width")
    told = {}
    for way in ("button", "key"):
        for button, key in (("#graph-full", "1"), ("#graph-in", "+"), ("#graph-out", "-"),
                            ("#graph-fit", "0")):  # fmt: skip
            if way == "button":
                page.locator(button).click()
            else:
                canvas.press(key)
            told[way, key] = percent(page)
            assert abs(width(page) / natural - told[way, key] / 100) < 0.01
    assert told["button", "1"] == 100
    assert told["button", "+"] == 125
    assert told["button", "-"] == 100
    assert told["button", "0"] < 60
    assert [told["button", key] for key in "1+-0"] == [told["key", key] for key in "1+-0"]
    inside = canvas.evaluate(
        "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    )
    assert max(inside) <= 1


def test_the_wheel_zooms_about_the_pointer(open_page: Callable[..., Page], address: str) -> None:
    """With ctrl the wheel zooms and what is under the pointer stays; without it nothing zooms."""
    page = open_page(reduced_motion="reduce")  # what is scrolled to does not move on
    page.goto(address)
    page.locator("#graph-full").click()
    node = page.locator(f"{NODE} text").nth(3)
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    turned = page.evaluate_handle(
        "() => ({ wheel: new Promise((done) => addEventListener('wheel', done, { once: true })) })"
    )
    page.mouse.wheel(0, 30)
    turned.evaluate("({ wheel }) => wheel.then(() => null)")
    assert percent(page) == 100
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(page.locator("#graph-zoom")).not_to_have_text("100 %")
    assert percent(page) > 100
    after = node.bounding_box()
    assert after is not None
    assert abs(after["x"] + after["width"] / 2 - x) < 3


def test_dragging_and_arrow_keys_move_the_drawing(
    open_page: Callable[..., Page], address: str
) -> None:
    """A drag moves it and chooses nothing; arrow keys move it as well."""
    page = open_page(reduced_motion="reduce")
    page.goto(address)
    page.locator("#graph-full").click()
    canvas = page.locator("#graph-canvas")
    canvas.scroll_into_view_if_needed()
    canvas.evaluate("e => e.scrollTo({left: 500, top: 500, behavior: 'instant'})")
    node = page.locator(NODE).filter(has_text="SWE teacher").first
    node.scroll_into_view_if_needed()
    box, before = node.bounding_box(), scrolled(page)
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=4)
    page.mouse.up()
    assert scrolled(page) == (before[0] + 60, before[1] + 40)
    expect(page.locator("#graph-card")).to_be_hidden()
    canvas.focus()
    page.keyboard.press("ArrowRight")
    expect(canvas).not_to_have_js_property("scrollLeft", before[0] + 60)


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """Send a touch with fingers at points."""
    spots = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})


def test_a_pinch_zooms_and_a_tap_chooses(open_page: Callable[..., Page], server: Server) -> None:
    """Two fingers that part zoom in; a tap on a node opens its card; the page stays as wide."""
    page = open_page(PHONE, has_touch=True)
    page.goto(server.url)
    canvas = page.locator("#graph-canvas")
    canvas.evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = canvas.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = percent(page)
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", (x - 40, y), (x + 40, y))
    for apart in (50, 60, 80):
        touch(session, "touchMove", (x - apart, y), (x + apart, y))
    touch(session, "touchEnd")
    expect(page.locator("#graph-zoom")).to_have_text(f"{2 * before} %")
    page.locator(NODE).filter(has_text="RLVR student").first.locator("a").tap()
    expect(page.locator("#graph-card")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


CHOICES: list[tuple[dict[str, str], str]] = [
    ({"name": "status", "value": "inferred"}, "stated"),
    ({"name": "status", "value": "stated"}, "inferred"),
    *(
        ({"name": "kind", "value": kind}, f"not {kind}")
        for kind in (
            "weights",
            "data",
            "distillation",
            "judging",
            "reward",
            "recipe",
            "red-teaming",
        )
    ),
    ({"name": "teller", "value": "explainer"}, "drawn"),
    ({"name": "teller", "value": "report"}, "reported"),
]


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_filter_leaves_what_the_graph_says(page: Page, edges: dict[str, Row], way: str) -> None:
    """What stays in drawing and list is what a SPARQL query says, and its number is told."""
    kept, again = page.locator("#graph-kept"), page.get_by_role("button", name="Show all")
    for field, left in CHOICES:
        box = page.locator(f'#graph-filters [name="{field["name"]}"][value="{field["value"]}"]')
        if way == "mouse":
            box.click()
        else:
            box.press("Space")
        wanted = {
            name
            for name, row in edges.items()
            if (left in ("stated", "inferred") and str(row["status"]).endswith(left))
            or (left.startswith("not ") and row["kind"] != left[4:])
            or (left in ("drawn", "reported") and row[left] is True)
        }
        assert 0 < len(wanted) < len(edges)
        expect(kept).to_have_text(f"{len(wanted)} of {len(edges)} edges shown.")
        assert ids(page.locator(EDGE)) == wanted
        told = page.locator("#graph-list [data-edge]:not([hidden])")
        assert set(told.evaluate_all("all => all.map(e => e.dataset.edge)")) == wanted
        if field["name"] == "teller":
            label = box.locator("xpath=ancestor::label")
            assert label.inner_text().split()[-1] == str(len(wanted))
        if way == "mouse":
            again.click()
        else:
            again.press("Enter")
        expect(kept).to_have_text(f"{len(edges)} of {len(edges)} edges shown.")
        assert ids(page.locator(EDGE)) == set(edges)


def test_the_legend_counts_and_shows_each_kind(reading_page: Page, edges: dict[str, Row]) -> None:
    """Each kind and status has the number of its edges, and each kind a sample of its line."""
    for name, column in (("kind", "kind"), ("status", "status")):
        boxes = reading_page.locator(f'#graph-filters [name="{name}"]')
        counted = {}
        for box in boxes.all():
            label = box.locator("xpath=ancestor::label")
            counted[box.get_attribute("value")] = int(label.locator(".note").inner_text())
            if name == "kind":
                assert label.locator("svg.sample path").count() > 0
        real: dict[str, int] = {}
        for row in edges.values():
            value = str(row[column]).rpartition("#")[2]
            real[value] = real.get(value, 0) + 1
        assert counted == real


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_texts_stand_out(
    open_page: Callable[..., Page], server: Server, scheme: str
) -> None:
    """In both themes lines have a contrast of 3 with the ground, texts of 4.5 with their boxes."""
    page = open_page(color_scheme=scheme)
    page.goto(server.url)
    found = page.evaluate("""() => {
      const light = (text) => {
        const [r, g, b] = text.match(/[\\d.]+/g).map(Number).slice(0, 3).map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a, b) => {
        const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
        return (x + 0.05) / (y + 0.05);
      };
      const style = (e, name) => getComputedStyle(e)[name];
      const canvas = document.querySelector('#graph-canvas svg');
      const ground = style(canvas.querySelector('g.graph > polygon'), 'fill');
      const grounds = [ground, ...[...canvas.querySelectorAll('.phase > path')]
        .map((e) => style(e, 'fill'))];
      const lines = [...canvas.querySelectorAll('.edge:not(.legend) path:not(.strip)')]
        .map((e) => style(e, 'stroke')).filter((c) => c !== 'none');
      const texts = [...canvas.querySelectorAll('.node:not(.legend)')].flatMap((node) => {
        const box = style(node.querySelector('polygon, path'), 'fill');
        return [...node.querySelectorAll('text')].map((e) => contrast(style(e, 'fill'), box));
      });
      return {
        lines: Math.min(...lines.flatMap((c) => grounds.map((g) => contrast(c, g)))),
        texts: Math.min(...texts), count: [lines.length, texts.length], ground,
      };
    }""")
    assert min(found["count"]) > 40
    assert found["lines"] >= 3
    assert found["texts"] >= 4.5
    assert (found["ground"] == "rgb(255, 255, 255)") is (scheme == "light")


def test_print_has_the_whole_graph(open_page: Callable[..., Page], address: str) -> None:
    """On paper the drawing is as wide as the page and nothing of it is cut off."""
    page = open_page()
    page.goto(address)
    page.locator("#graph-full").click()
    page.emulate_media(media="print")
    canvas = page.locator("#graph-canvas")
    sizes = canvas.evaluate("e => [e.clientWidth, e.scrollWidth, e.clientHeight, e.scrollHeight]")
    assert sizes[0] == sizes[1]
    assert sizes[2] >= sizes[3]


def test_print_is_dark_on_white(open_page: Callable[..., Page], address: str) -> None:
    """On paper texts and the drawing have the colours of the light theme, whatever is chosen."""
    page = open_page()
    page.goto(address)
    found = """() => {
      const style = (css, name) => getComputedStyle(document.querySelector(css))[name];
      return [style('html', 'colorScheme'), style('body', 'color'), style('main a', 'color'),
        style('#graph-canvas .node text', 'fill'), style('body', 'backgroundColor')];
    }"""
    for theme in ("light", "dark"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(found)[:2] == ["light", "rgb(0, 0, 0)"]
        assert page.evaluate(found)[4] == "rgb(255, 255, 255)"
        page.emulate_media(media="screen")
    page.emulate_media(media="print", color_scheme="light")
    page.evaluate("() => { document.documentElement.dataset.theme = 'light'; }")
    light = page.evaluate(found)
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    assert page.evaluate(found) == light


def test_a_tab_passes_nodes_and_only_lit_edges(page: Page) -> None:
    """Edges come into the order of the Tab key with the node that they are lit for."""

    def reachable() -> set[str]:
        links = page.locator(f"{EDGE} a:not([tabindex='-1'])")
        return set(links.evaluate_all("all => all.map(e => e.closest('.edge').id)"))

    assert reachable() == set()
    node = page.locator(f"{NODE} a").first
    node.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#graph-card")).to_be_visible()
    lit = page.locator(f"{EDGE}.lit").evaluate_all("all => all.map(e => e.id)")
    assert reachable() == set(lit) != set()
