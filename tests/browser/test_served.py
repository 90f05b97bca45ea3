"""The explorer as `nemokg serve` serves it: Ask puts its queries to the endpoint."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from served import CROSS, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

GIVEN_UP = 120  # seconds
ANSWERED = re.compile(r"^([\d,]+ rows?|Answered) in \d+ ms\.$")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the bundled data, and return the address when the explorer is there."""
    with serving("--seconds", "60") as running:
        end = time.monotonic() + GIVEN_UP
        while running.client.get("/").status_code == 503:
            assert time.monotonic() < end, "the explorer did not come"
            time.sleep(0.2)
        yield running.url


def write(page: Page, text: str) -> None:
    """Put a query of one's own into the editor and run it."""
    page.locator("#ask-editor .cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def test_queries_go_to_the_endpoint(open_page: Callable[..., Page], address: str) -> None:
    """Bindings, yes or no, and triples come from the endpoint, and no engine is loaded."""
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{address}#query/edges")
    expect(page.locator("#ask-status")).to_have_text(re.compile("^90 rows in"))
    assert f"{address}sparql" in requests
    assert not [url for url in requests if url.endswith((".wasm", "nemokg.ttl"))]
    write(page, "ASK { ?s ?p ?o }")
    expect(page.locator("#ask-results")).to_contain_text("Yes")
    write(page, "CONSTRUCT { ?m a ?c } WHERE { ?m a ?c } LIMIT 3")
    expect(page.locator("#ask-status")).to_have_text(re.compile("^3 rows in"))


def test_a_running_query_can_be_left(open_page: Callable[..., Page], address: str) -> None:
    """The button Stop ends a query that the endpoint is at."""
    page = open_page()
    page.goto(f"{address}#query/edges")
    expect(page.locator("#ask-status")).to_have_text(ANSWERED)
    write(page, CROSS)
    page.locator("#ask-stop").click()
    expect(page.locator("#ask-status")).to_have_text("The query was stopped.")
