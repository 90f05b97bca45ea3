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
