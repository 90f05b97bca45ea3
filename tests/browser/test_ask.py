"""Ask: the canned queries and queries of one's own, answered in the browser."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from explorer import visit
from playwright.sync_api import expect
from served import CROSS

from nemokg.queries import catalogue
from nemokg.rdf import formats, grammar
from nemokg.rdf.results import Graph, Table
from nemokg.rdf.sparql import COMMENT, sparql_tokens
from nemokg.rdf.syntax import explain_syntax_error
from nemokg.rdf.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer import Server
    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph

ANSWERED = re.compile(r"^([\d,]+ rows?|Answered) in \d+ ms\.$")


def opened(page: Page) -> Page:
    """Open the part by its button and wait until it is ready."""
    page.locator("#ask-open").click()
    expect(page.locator("#ask-status")).to_have_text("Ready.")
    return page


def write(page: Page, text: str) -> None:
    """Put a query of one's own into the editor, as a person does."""
    page.locator("#ask-editor .cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def answered(page: Page, text: str) -> list[list[str]]:
    """Run a query and return the cells that are shown."""
    write(page, text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#ask-status")).to_have_text(ANSWERED)
    rows = page.locator("#ask-results tbody tr")
    return [row.locator("td").all_text_contents() for row in rows.all()]


def test_nothing_is_loaded_before_it_is_opened(
    open_page: Callable[..., Page], server: Server
) -> None:
    """Engine, dataset and editor come over the wire when the part is opened, not before."""
    page = open_page()
    heavy = ("/vendor/", "/data/queries.json", "/data/nemokg.ttl")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    visit(page, server)
    assert not [url for url in requests if any(part in url for part in heavy[:1])
                and "font" not in url]  # fmt: skip
    assert not [url for url in requests if any(part in url for part in heavy[1:])]
    opened(page)
    assert all(any(part in url for url in requests) for part in heavy)


def test_every_canned_query_gives_the_rows_of_the_command_line(
    page: Page, server: Server, kg: KnowledgeGraph, tmp_path: Path
) -> None:
    """Each canned query, run in the browser and taken as CSV, has the rows that the program has."""
    opened(page)
    names = catalogue.query_names()
    assert len(names) > 50
    for name in names:
        answer = kg.query(name)
        title = page.locator("#ask-title")
        page.goto(f"{server.url}#query/{name}")
        expect(title).to_have_text(catalogue.find_query(name).summary)
        expect(page.locator("#ask-status")).to_have_text(ANSWERED)
        expect(page.locator("#ask-run")).to_be_enabled()
        if isinstance(answer, bool):
            expect(page.locator("#ask-results")).to_contain_text("Yes" if answer else "No")
            continue
        with page.expect_download() as download:
            page.locator("#ask-save").click()
        file = tmp_path / f"{name}.csv"
        download.value.save_as(file)
        table = answer.as_table() if isinstance(answer, Graph) else answer
        expected = list(csv.reader(io.StringIO(formats.csv_text(table), newline="")))
        found = list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
        if isinstance(answer, Graph):
            expected, found = sorted(expected), sorted(found)
        assert found == expected, name
        assert download.value.suggested_filename == f"{name}.csv"


def test_a_parameter_changes_the_query_and_its_rows(page: Page, server: Server) -> None:
    """The value of a field stands in the text of the query, and the answer is that of the value."""
    page.goto(f"{server.url}#query/edges?all=true")
    expect(page.locator("#ask-parameters select[name=all]")).to_have_value("true")
    expect(page.locator("#ask-editor .cm-content")).to_contain_text("VALUES ?all { true }")
    expect(page.locator("#ask-status")).to_have_text(re.compile("^143 rows in"))
    page.locator("#ask-parameters select[name=all]").select_option("false")
    page.locator("#ask-run").click()
    expect(page.locator("#ask-status")).to_have_text(re.compile("^90 rows in"))


def test_a_value_is_offered_and_checked(page: Page, server: Server, kg: KnowledgeGraph) -> None:
    """A field for a resource offers those in the data, and refuses what is no name of one."""
    page.goto(f"{server.url}#query/weight-lineage")
    expect(page.locator("#ask-status")).to_have_text(ANSWERED)
    field = page.locator("#ask-parameters input[name=model]")
    expect(page.locator("#ask-parameters datalist option").first).to_be_attached()
    model = str(kg.query("models").column("model")[0])  # type: ignore[union-attr]
    field.fill(model.rpartition("/")[2])
    field.press("Tab")
    expect(page.locator("#ask-editor .cm-content")).to_contain_text(f"<{model}>")
    field.fill("no such <name>")
    field.press("Tab")
    expect(page.locator("#ask-status")).to_contain_text("model takes a name in https://")


def test_a_query_of_ones_own_is_answered(page: Page, kg: KnowledgeGraph) -> None:
    """SELECT, ASK and CONSTRUCT of one's own are answered, by the keyboard alone."""
    opened(page)
    text = "SELECT ?m WHERE { ?m a <https://w3id.org/nemokg/ontology#RewardModel> } ORDER BY ?m"
    table = kg.sparql(text)
    assert isinstance(table, Table)
    assert answered(page, "SELECT ?m { ?m a nemo:RewardModel } ORDER BY ?m")
    local = [f"model:{str(name).rpartition('/')[2]}" for name in table.column("m")]
    assert answered(page, text) == [[name] for name in local]
    assert answered(page, text.replace("SELECT ?m WHERE", "ASK").partition(" ORDER")[0]) == []
    expect(page.locator("#ask-results")).to_contain_text("Yes")
    triples = answered(page, "CONSTRUCT { ?m a ?c } WHERE { ?m a ?c } LIMIT 3")
    assert len(triples) == 3
    assert all(len(triple) == 3 for triple in triples)


def test_a_fault_in_a_query_is_said(page: Page) -> None:
    """A query that does not parse is answered by the token at fault, its line and its column."""
    opened(page)
    for text, sentence in (
        (
            "SELECT WHERE",
            "line 1, column 8: WHERE is not allowed here; write (, *, DISTINCT, REDUCED",
        ),
        (
            "ASK {\n?s a nemo:Claim ;\nfoaf:name 'foaf:x' }",
            "line 3, column 1: the prefix foaf: is not declared; write PREFIX foaf: <…> before",
        ),
        (
            "SELECT ?s { ?s a nemo:Claim } LIMIT 3 ORDER BY ?s",
            "line 1, column 39: ORDER is not allowed here; write OFFSET, VALUES or nothing more.",
        ),
        ("SELECT * { ?s a nemo:Claim } GROUP BY ?s", "error at 1:41: "),
    ):
        write(page, text)
        page.locator("#ask-run").click()
        expect(page.locator("#ask-status")).to_contain_text(sentence)


def test_the_page_finds_the_faults_that_python_finds(page: Page) -> None:
    """For canned queries with one token in another's place, page and Python name the same place."""
    opened(page)
    texts = [""]
    for query in map(catalogue.find_query, catalogue.query_names()):
        words = [token.text for token in sparql_tokens(query.text) if token.kind != COMMENT]
        for at in range(5, len(words), len(words) // 8):
            other = words[7 * at % len(words)]
            texts.append("\n".join((*words[:at], other, *words[at + 1 :])))
    given = [texts, PREFIXES, grammar.grammar_rules()]
    program = """async ([texts, prefixes, grammar]) => {
        const { explained } = await import("./js/sparql.js");
        return texts.map((text) => explained(text, prefixes, grammar));
    }"""
    place = re.compile(r"line \d+, column \d+: |")
    own = [explain_syntax_error(text, PREFIXES) for text in texts]
    ours = ["" if "has a value in this group" in each else place.match(each)[0] for each in own]  # type: ignore[index]
    theirs = [each.partition("not parse: ")[2] for each in page.evaluate(program, given)]
    assert [place.match(each)[0] for each in theirs] == ours  # type: ignore[index]
    assert sum(map(bool, ours)) > 200


def test_a_runaway_query_is_stopped_and_the_page_lives_on(
    open_page: Callable[..., Page], address: str
) -> None:
    """A query beyond its time ends with a word, and the page answers meanwhile and after."""
    page = open_page()
    page.clock.install()
    page.goto(address)
    opened(page)
    page.locator("#ask-limit").select_option("60")
    write(page, CROSS)
    page.locator("#ask-run").click()
    expect(page.locator("#ask-status")).to_have_text("Running …")
    page.locator("#ask-find").fill("glossary")  # the page is not held up
    expect(page.locator("#ask-list li")).to_have_count(1)
    expect(page.locator("#ask-status")).to_have_text("Running …")
    page.clock.run_for(60_000)
    expect(page.locator("#ask-status")).to_contain_text("took longer than 60 s and was stopped")
    assert len(answered(page, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 2")) == 2


def test_a_query_can_be_stopped_by_hand(page: Page) -> None:
    """The button Stop ends a running query at once."""
    opened(page)
    page.locator("#ask-limit").select_option("60")
    write(page, CROSS)
    page.locator("#ask-run").click()
    page.locator("#ask-stop").click()
    expect(page.locator("#ask-status")).to_have_text("The query was stopped.")
    expect(page.locator("#ask-stop")).to_be_disabled()


def test_rows_are_shown_in_the_graph(page: Page, server: Server) -> None:
    """Models and edges among the rows light up in the graph."""
    page.goto(f"{server.url}#query/drawn-edges")
    expect(page.locator("#ask-status")).to_have_text(ANSWERED)
    page.locator("#ask-show").click()
    expect(page.locator("#graph-canvas svg .edge.lit").first).to_be_attached()


def test_words_are_completed(page: Page) -> None:
    """The editor offers terms of the ontology by the beginning of their prefixed names."""
    opened(page)
    answered(page, "ASK {}")  # after the query by which the editor learns the terms
    write(page, "")
    page.keyboard.type("SELECT ?x WHERE { ?x nemo:initialized")
    offered = page.locator("#ask-editor .cm-tooltip-autocomplete li")
    expect(offered.filter(has_text="nemo:initializedFrom").first).to_be_visible()


def test_tab_leaves_the_editor(page: Page) -> None:
    """The keyboard is not caught in the editor."""
    opened(page)
    page.locator("#ask-editor .cm-content").click()
    page.keyboard.press("Tab")
    expect(page.locator("#ask-run")).to_be_focused()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_the_page_is_not_wider_than_the_window(
    open_page: Callable[..., Page], server: Server, size: tuple[int, int]
) -> None:
    """With a table of results open, the page itself does not scroll sideways."""
    page = open_page(size)
    page.goto(f"{server.url}#query/edges")
    expect(page.locator("#ask-status")).to_have_text(ANSWERED)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
