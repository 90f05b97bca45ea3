"""Fixtures: the site, a server of it, and pages that fail their test when something is wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from explorer import ARGUMENTS, CHROMIUM, WIDE, foreign, served
from playwright.sync_api import expect, sync_playwright

from nemokg import load
from nemokg.site import site as make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer import Server
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

    from nemokg.api import KnowledgeGraph

expect.set_options(timeout=20_000)  # milliseconds: a busy machine takes its time


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """Return the bundled dataset."""
    return load()


@pytest.fixture(scope="session")
def site(kg: KnowledgeGraph) -> dict[str, str | bytes]:
    """Return the files of the site about the bundled dataset."""
    return make_site(kg.dataset)


@pytest.fixture(scope="session")
def server(site: dict[str, str | bytes]) -> Iterator[Server]:
    """Serve the site."""
    yield from served(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser; skip where there is none, unless in CI."""
    if not Path(CHROMIUM).exists():
        message = f"{CHROMIUM} is missing; install Debian's chromium"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page, whose test fails for whatever goes wrong in it.

    It takes the size of the window and what else a browser context takes. What goes wrong is an
    error on the console, a violation of the policy, and a request to another host.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(size: tuple[int, int] = WIDE, **options: object) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        listen(page, wrong)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture
def page(open_page: Callable[..., Page], server: Server) -> Page:
    """Return the explorer, opened in a wide window."""
    opened = open_page()
    opened.goto(server.url)
    return opened


def listen(page: Page, wrong: list[str]) -> None:
    """Collect what goes wrong in a page."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(f"console: {message.text}")

    def failed(error: Error) -> None:
        wrong.append(f"error: {error}")

    def requested(request: Request) -> None:
        if foreign(request.url):
            wrong.append(f"request: {request.url}")

    page.on("console", said)
    page.on("pageerror", failed)
    page.on("request", requested)
