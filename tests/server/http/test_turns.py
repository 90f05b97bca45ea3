"""Turns at the event loop, when many requests come at once."""

from __future__ import annotations

import asyncio

import pytest

from nemokg.server.http.turns import Turns


def test_a_request_goes_between_those_of_who_sends_many() -> None:
    """When one client has sent a hundred requests at once, that of another is among the next."""
    order: list[str] = []

    async def request(turns: Turns, client: str) -> None:
        await turns.take(client)
        order.append(client)

    async def run() -> None:
        turns = Turns()
        clients = [*["many"] * 100, "one", *["many"] * 100]
        await asyncio.gather(*(request(turns, client) for client in clients))

    asyncio.run(run())
    assert len(order) == 201
    assert order.index("one") < 20


def test_few_requests_wait_for_nothing() -> None:
    """Where few requests come at once, each begins when it comes."""

    async def run() -> None:
        turns = Turns()
        for _ in range(5):
            with pytest.raises(StopIteration):  # the coroutine ends where it would have waited
                turns.take("a").send(None)

    asyncio.run(run())
