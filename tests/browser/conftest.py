"""Fixtures: the site, a server of it, and pages that fail their test when something is wrong."""

from __future__ import annotations

import fcntl
import os
import pickle
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from explorer import ARGUMENTS, CHROMIUM, WIDE, SharedPage, served, watched
from paths import FIXTURES
from playwright.sync_api import expect, sync_playwright

from nemokg import load
from nemokg.site import site_files as make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer import Server
    from playwright.sync_api import Browser, Page

    from nemokg.api import KnowledgeGraph

    Files = dict[str, str | bytes]
    MakeOnce = Callable[[str, Callable[[], Files]], Files]

HERON = FIXTURES / "pipelines" / "heron.ttl"
expect.set_options(timeout=20_000)  # milliseconds: a busy machine takes its time


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """Return the bundled dataset."""
    return load()


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MakeOnce:
    """Return a function that makes the files of a site once for all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent  # the folder of the run; that of a worker lies below it

    def made(name: str, make: Callable[[], Files]) -> Files:
        with open(folder / f"{name}.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            path = folder / f"{name}.pickle"
            if not path.exists():
                path.write_bytes(pickle.dumps(make()))
        files: Files = pickle.loads(path.read_bytes())  # noqa: S301  # written above
        return files

    return made


@pytest.fixture(scope="session")
def site(kg: KnowledgeGraph, make_once: MakeOnce) -> Files:
    """Return the files of the site about the bundled dataset."""
    return make_once("site", lambda: make_site(kg.dataset))


@pytest.fixture(scope="session")
def heron_site(make_once: MakeOnce) -> Files:
    """Return the files of the site about the small pipeline, whose labels hold markup."""
    return make_once("heron", lambda: make_site(load(HERON).dataset))


@pytest.fixture(scope="session")
def server(site: Files) -> Iterator[Server]:
    """Serve the site."""
    yield from served(site)


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    """Return where the explorer is."""
    return server.url


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


@pytest.fixture(scope="module")
def context_options() -> dict[str, object]:
    """Return what the pages of a file need beside the size of their window."""
    return {}


@pytest.fixture
def open_page(
    browser: Browser, context_options: dict[str, object]
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page, whose test fails for whatever goes wrong in it.

    It takes the size of the window and what else a browser context takes. What goes wrong is an
    error on the console, a violation of the policy, and a request to another host.
    """
    faults: list[str] = []
    with ExitStack() as pages:

        def opened(size: tuple[int, int] = WIDE, **options: object) -> Page:
            return pages.enter_context(
                watched(browser, faults, size, **{**context_options, **options})
            )

        yield opened
    assert faults == []


@pytest.fixture(scope="module")
def shared_page(
    browser: Browser, address: str, context_options: dict[str, object]
) -> Iterator[SharedPage]:
    """Open the page that the tests of a file share."""
    faults: list[str] = []
    with watched(browser, faults, WIDE, **context_options) as page:
        yield SharedPage(page, address, faults)


@pytest.fixture
def page(shared_page: SharedPage) -> Iterator[Page]:
    """Return the explorer in a wide window, loaded anew; its test fails for what goes wrong."""
    with shared_page.changing() as page:
        yield page


@pytest.fixture
def reading_page(shared_page: SharedPage) -> Iterator[Page]:
    """Return the explorer in a wide window, loaded once for the tests of a file that only read."""
    with shared_page.reading() as page:
        yield page
