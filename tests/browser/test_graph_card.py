"""The card: what it says of models and claims, by which ways it is reached, what it copies."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from explorer import served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer import Server
    from playwright.sync_api import Locator, Page

    from nemokg.api import KnowledgeGraph

NODE = "#graph-canvas g.node:not(.legend)"
EDGE = "#graph-canvas g.edge:not(.legend)"
STUDENT = "ultra-mopd1"
CLAIM = "coding-teacher--initializedFrom--stem-teacher"


@pytest.fixture(scope="module")
def heron(heron_site: dict[str, str | bytes]) -> Iterator[Server]:
    """Serve the site about the small pipeline."""
    yield from served(heron_site)


def local(iri: str) -> str:
    """Return the local name of an IRI."""
    return re.split(r"[/#]", iri)[-1]


def link(page: Page, id_: str) -> Locator:
    """Return the link of a node or edge in the drawing."""
    return page.locator(f'#graph-canvas [id="{id_}"] a')


def lit(page: Page, kind: str) -> set[str]:
    """Return the ids of the nodes or edges that are lit."""
    return set(page.locator(f"{kind}.lit").evaluate_all("all => all.map(e => e.id)"))


# A point near a line, not on it, at which a click meets that line and no other.
NEAR = """line => {
  line.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  const matrix = line.getScreenCTM();
  for (let part = 0.1; part < 1; part += 0.02) {
    const point = line.getPointAtLength(part * line.getTotalLength()).matrixTransform(matrix);
    const [x, y] = [point.x + 2, point.y];
    if (document.elementFromPoint(x, y) === line) return [x, y];
  }
}"""


def choose(page: Page, id_: str, way: str) -> None:
    """Choose a node or edge of the drawing, with the mouse or with a key."""
    if way == "mouse" and "--" in id_:
        x, y = link(page, id_).locator(".strip").evaluate(NEAR)
        page.mouse.click(x, y)
    elif way == "mouse":
        link(page, id_).click()
    else:
        link(page, id_).press(way)


@pytest.mark.parametrize("way", ["mouse", "Enter", "Space"])
def test_choosing_a_node_lights_its_neighbours(page: Page, kg: KnowledgeGraph, way: str) -> None:
    """A chosen node lights its edges and their ends alone; again, and all is as it was."""
    choose(page, STUDENT, way)
    drawing = kg.graph()
    around = [*drawing.in_edges(STUDENT, keys=True), *drawing.out_edges(STUDENT, keys=True)]
    expect(page.locator("#graph-card-title")).to_have_text(drawing.nodes[STUDENT]["label"])
    assert lit(page, NODE) == {name for edge in around for name in edge[:2]}
    assert lit(page, EDGE) == {edge[2] for edge in around}
    assert page.url.endswith(f"#model/{STUDENT}")
    if way != "mouse":
        expect(page.locator("#graph-card-title")).to_be_focused()
    choose(page, STUDENT, way)
    expect(page.locator("#graph-card")).to_be_hidden()
    assert lit(page, NODE) == lit(page, EDGE) == set()
    assert page.locator("#graph-canvas svg.dimming").count() == 0


def test_the_card_says_what_the_graph_knows(page: Page, server: Server, kg: KnowledgeGraph) -> None:
    """Starts, stages, data, techniques with their meaning, and what it feeds are on the card."""
    page.goto(f"{server.url}#model/{STUDENT}")
    expect(page.locator("#graph-card")).to_be_visible()
    body = page.locator("#graph-card-body")

    def section(heading: str) -> Locator:
        return body.locator("section").filter(has=page.get_by_role("heading", name=heading))

    def links(heading: str, prefix: str) -> set[str]:
        found = section(heading).locator(f'a[href*="{prefix}"]')
        return set(found.evaluate_all("all => all.map(e => e.getAttribute('href'))"))

    def asked(pattern: str) -> set[str]:
        answer = kg.sparql(
            "PREFIX nemo: <https://w3id.org/nemokg/ontology#>"
            "PREFIX model: <https://w3id.org/nemokg/model/>"
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
            f"SELECT DISTINCT ?x WHERE {{ {pattern} }}"
        )
        return {str(row["x"]) for row in answer.records()}  # type: ignore[union-attr]

    me = f"model:{STUDENT}"
    starts = {f"#model/{local(x)}" for x in asked(f"{me} nemo:initializedFrom ?x")}
    assert links("Initialised from", "#model/") == starts
    statuses = section("Initialised from").locator(".status").all_inner_texts()
    assert statuses == ["stated"] * len(starts)
    used = asked(f"?s nemo:produces {me} ; nemo:usesAlgorithm ?x")
    assert links("Training stages", "#algorithm/") == {f"#algorithm/{local(x)}" for x in used}
    data = asked(f"{me} nemo:trainedOn ?x")
    assert links("Trained on", "dataset/") == {f"dataset/{local(x)}.html" for x in data}
    meanings = asked(f"?s nemo:produces {me} ; nemo:usesAlgorithm/skos:definition ?x")
    assert set(section("What its algorithms mean").locator("dd").all_inner_texts()) == meanings
    fed = asked(
        f"{{ ?x nemo:initializedFrom {me} }} UNION"
        f" {{ {me} ?p ?x . ?p nemo:influenceKind ?k FILTER(?k != 'weights') }}"
    )
    assert links("Feeds", "#model/") == {f"#model/{local(x)}" for x in fed}
    assert body.get_by_role("link", name="Page").get_attribute("href") == f"model/{STUDENT}.html"
    body.get_by_role("link", name="Table row").click()
    expect(page.locator(f"#row-{STUDENT}")).to_be_in_viewport()


def test_the_card_folds_and_closes(page: Page) -> None:
    """It folds to its title bar; button and Esc close it and give back the focus."""
    body, card = page.locator("#graph-card-body"), page.locator("#graph-card")
    choose(page, STUDENT, "Enter")
    fold = page.get_by_role("button", name="Details")
    fold.click()
    expect(body).to_be_hidden()
    expect(page.locator("#graph-card-title")).to_be_visible()
    fold.press("Enter")
    expect(body).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link(page, STUDENT)).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(card).to_be_hidden()
    choose(page, STUDENT, "Enter")
    page.get_by_role("button", name="Clear selection").click()
    expect(card).to_be_hidden()


@pytest.mark.parametrize("model", ["swe-teacher-2", "rlvr-student", "ultra-base"])
def test_lineage_is_that_of_the_command(
    page: Page, server: Server, kg: KnowledgeGraph, model: str
) -> None:
    """Show lineage lights, and tells, the edges that `nemokg lineage` walks both ways."""
    page.goto(f"{server.url}#model/{model}")
    button = page.get_by_role("button", name="Show lineage")
    button.press("Enter")
    steps = [step for way in (False, True) for step in kg.lineage(model, descendants=way).steps()]
    assert lit(page, EDGE) == {local(step.claim) for step in steps}
    assert lit(page, NODE) == {local(n) for step in steps for n in (step.subject, step.object)}
    told = page.locator("#graph-card [aria-live] a.status")
    hrefs = told.evaluate_all("all => all.map(e => e.getAttribute('href'))")
    assert set(hrefs) == {f"#claim/{local(step.claim)}" for step in steps}
    button.click()
    assert page.locator("#graph-card [aria-live] a").count() == 0


def test_influence_is_shown_by_kind(page: Page, server: Server, kg: KnowledgeGraph) -> None:
    """Each kind of influence lights what `nemokg lineage` shows for that kind, one step away."""
    page.goto(f"{server.url}#model/{STUDENT}")
    kinds = page.locator("#graph-card [data-kind]")
    expect(kinds.first).to_be_visible()
    found = kinds.evaluate_all("all => all.map(e => e.dataset.kind)")
    assert {"weights", "distillation", "data"} <= set(found)
    for kind in set(found) - {"weights"}:
        page.locator(f'#graph-card [data-kind="{kind}"]').click()
        steps = [
            step
            for way in (False, True)
            for step in kg.lineage(STUDENT, descendants=way, kinds=[kind], follow=[kind], depth=1)
            .steps()
        ]  # fmt: skip
        assert lit(page, EDGE) == {local(step.claim) for step in steps}


@pytest.mark.parametrize("way", ["mouse", "Enter"])
def test_choosing_an_edge_shows_its_claim(
    open_page: Callable[..., Page], address: str, kg: KnowledgeGraph, way: str
) -> None:
    """The card has status, evidence by what it says, and conflicts, as `explain` knows them."""
    page = open_page(reduced_motion="reduce")  # what is clicked does not move
    page.goto(address)
    choose(page, "coding-teacher", "Enter")  # so that its edges can be reached with Tab
    expect(link(page, CLAIM)).to_have_attribute("tabindex", "0")
    choose(page, CLAIM, way)
    claim = kg.explain(CLAIM)
    expect(page.locator("#graph-card-title")).to_have_text(claim.label)
    assert page.url.endswith(f"#claim/{CLAIM}")
    assert lit(page, EDGE) == {CLAIM}
    body = page.locator("#graph-card-body")
    expect(body.locator(".status")).to_have_text(claim.status)
    shown = {}
    for support, heading in (("supports", "Supported by"), ("silent", "Silent"),
                             ("contradicts", "Contradicted by")):  # fmt: skip
        section = body.locator("section").filter(has=page.get_by_role("heading", name=heading))
        shown[support] = section.locator("li").all_inner_texts()
        cited = [each for each in claim.evidence if each.support == support]
        assert cited
        assert len(shown[support]) == len(cited)
        for each, text in zip(cited, shown[support], strict=True):
            assert each.source.title in text
            assert each.locator in text
            assert each.paraphrase is None or each.paraphrase in text
        first = section.locator("a").first
        assert first.get_attribute("href") == cited[0].source.urls[0]
    for conflict in claim.conflicts:
        expect(body).to_contain_text(conflict.label)
        expect(body).to_contain_text(conflict.description)


def test_an_inferred_claim_gives_its_reason(page: Page, server: Server, kg: KnowledgeGraph) -> None:
    """Rationale and confidence of an inferred claim are on its card, as is what inferred means."""
    claim = next(c for c in map(kg.explain, kg.claims()) if c.status == "inferred" and c.rationale)
    page.goto(f"{server.url}#claim/{local(claim.iri)}")
    body = page.locator("#graph-card-body")
    expect(body).to_contain_text(str(claim.rationale))
    expect(body).to_contain_text(f"{claim.confidence} confidence")


@pytest.mark.parametrize("allowed", [True, False], ids=["clipboard", "none"])
def test_a_citation_is_what_the_command_prints(
    open_page: Callable[..., Page], server: Server, kg: KnowledgeGraph, allowed: bool
) -> None:
    """Copied, or shown for copying, is what `nemokg cite` prints; IRI is that of the claim."""
    rights = ["clipboard-read", "clipboard-write"] if allowed else []
    page = open_page(permissions=rights)
    if not allowed:
        page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(f"{server.url}#claim/{CLAIM}")
    wanted = {
        "text": kg.cite(CLAIM), "BibTeX": kg.cite(CLAIM, form="bibtex"),
        "CSL-JSON": kg.cite(CLAIM, form="csl-json"), "IRI": kg.explain(CLAIM).iri,
    }  # fmt: skip
    shown = page.get_by_role("textbox", name="Citation")
    for label, text in wanted.items():
        page.get_by_role("button", name=f"Copy {label}").press("Enter")
        if allowed:
            said = page.locator("#graph-card [role=status]")
            expect(said).to_have_text(re.compile(f"^{label} copied", re.IGNORECASE))
            assert page.evaluate("navigator.clipboard.readText()") == text
        else:
            expect(shown).to_have_value(text)
            expect(shown).to_be_focused()


def test_the_back_button_and_deep_links_work(page: Page, server: Server) -> None:
    """Each choice is a place to go back to, and to come to from outside."""
    title, card = page.locator("#graph-card-title"), page.locator("#graph-card")
    choose(page, STUDENT, "Enter")
    expect(card).to_be_visible()
    label = title.inner_text()
    page.locator("#graph-card").get_by_role("link", name="stated").first.click()
    expect(title).not_to_have_text(label)
    page.go_back()
    expect(title).to_have_text(label)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert page.url.endswith("#graph")
    page.go_back()
    expect(title).to_have_text(label)
    page.go_forward()
    expect(card).to_be_hidden()
    page.goto("about:blank")
    page.goto(f"{server.url}#model/{STUDENT}")
    expect(title).to_have_text(label)
    expect(link(page, STUDENT)).to_be_in_viewport()
    page.go_back()


@pytest.mark.parametrize("route", ["model/no-such%20model", "claim/a--b--c", "model/%E0%A4%A"])
def test_an_unknown_name_is_said_politely(page: Page, server: Server, route: str) -> None:
    """A link to what does not exist says so, and opens no card."""
    page.goto(f"{server.url}#{route}")
    expect(page.locator("#graph-said")).to_contain_text("There is nothing called")
    expect(page.locator("#graph-card")).to_be_hidden()


def test_labels_are_texts_on_the_card(open_page: Callable[..., Page], heron: Server) -> None:
    """A label and a reason with angle brackets are shown with them, on cards and in the search."""
    page = open_page()
    page.goto(f"{heron.url}#model/heron-sft")
    label = 'Heron <b>SFT</b> & "more"'
    expect(page.locator("#graph-card-title")).to_have_text(label)
    assert page.locator("#graph-card b, #graph-card script").count() == 0
    page.locator("#search-field").fill("<b>")
    expect(page.get_by_role("option").first).to_contain_text(label)
    assert page.locator("#search b").count() == 0
    page.goto(f"{page.url.partition('#')[0]}#claim/fishing-teacher--initializedFrom--heron-sft")
    expect(page.locator("#graph-card-body")).to_contain_text(label)
    assert page.locator("#graph-card b, #graph-card i").count() == 0
    data = json.loads(page.locator("#data-graph").text_content() or "")
    assert page.locator(EDGE).count() == len(data["edges"]) == 4


def test_an_answer_is_lit_until_it_is_cleared(page: Page) -> None:
    """What another part asks to light is lit with the ends of its edges, and told."""
    page.evaluate(
        "part => import('/js/graph.js').then(graph => graph.highlight(part))",
        {"nodes": [STUDENT], "edges": [CLAIM]},
    )
    assert lit(page, EDGE) == {CLAIM}
    assert lit(page, NODE) == {STUDENT, "coding-teacher", "stem-teacher"}
    highlighted = "1 model and 1 edge of the result are highlighted."
    expect(page.locator("#graph-said")).to_have_text(highlighted)
    page.keyboard.press("Escape")
    assert lit(page, EDGE) == set()
