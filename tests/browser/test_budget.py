"""What the explorer weighs before anything is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer import visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer import Server
    from playwright.sync_api import Page

BUDGET = 300_000


def test_the_explorer_takes_at_most_300_kilobytes(
    open_page: Callable[..., Page], server: Server
) -> None:
    """All that is transferred until the page is at rest, compressed, is within the budget."""
    visit(open_page(), server)
    assert "/js/main.js" in server.sent
    assert sum(server.sent.values()) <= BUDGET, server.sent


def test_nothing_of_ask_is_loaded_before_it_is_opened(
    open_page: Callable[..., Page], server: Server
) -> None:
    """Neither the engine nor the editor nor the dataset is fetched with the page."""
    visit(open_page(), server)
    assert not [name for name in server.sent if "oxigraph" in name or "codemirror" in name]
    assert "/data/nemokg.ttl" not in server.sent
    assert "/data/queries.json" not in server.sent
