"""What the explorer weighs before anything is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from explorer import visit, watched

if TYPE_CHECKING:
    from explorer import Server
    from playwright.sync_api import Browser

BUDGET = 300_000


@pytest.fixture(scope="module")
def transferred(browser: Browser, server: Server) -> dict[str, int]:
    """Return how many bytes came for each path until the page was at rest."""
    faults: list[str] = []
    with watched(browser, faults) as page:
        visit(page, server)
    assert faults == []
    return dict(server.sent)


def test_the_explorer_takes_at_most_300_kilobytes(transferred: dict[str, int]) -> None:
    """All that is transferred until the page is at rest, compressed, is within the budget."""
    assert "/js/main.js" in transferred
    assert sum(transferred.values()) <= BUDGET, transferred


def test_nothing_of_ask_is_loaded_before_it_is_opened(transferred: dict[str, int]) -> None:
    """Neither the engine nor the editor nor the dataset is fetched with the page."""
    assert not [name for name in transferred if "oxigraph" in name or "codemirror" in name]
    assert "/data/nemokg.ttl" not in transferred
    assert "/data/queries.json" not in transferred
