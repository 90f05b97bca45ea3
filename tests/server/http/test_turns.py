"""Turns at the event loop, when many requests come at once."""

from __future__ import annotations

import asyncio

import pytest

from nemokg.server.http.turns import Turns


def test_a_request_goes_between_those_of_who_sends_many() -> None:
    """When one client has sent a hundred requests at once, that of another is among the next."""
    order: list[str] = []

    async def request(turns: Turns, client: str) -> None:
        await turns.take_turn(client)
        order.append(client)

    async def run() -> None:
        turns = Turns(lambda: len(order) / 1000)  # each takes a millisecond
        clients = [*["many"] * 100, "one", *["many"] * 100]
        await asyncio.gather(*(request(turns, client) for client in clients))

    asyncio.run(run())
    assert len(order) == 201
    assert order.index("one") < 10


def test_requests_that_take_no_time_wait_for_nothing() -> None:
    """Where there is time for all requests that have come, each begins as it comes."""

    async def run() -> None:
        turns = Turns(lambda: 0.0)
        for _ in range(50):
            with pytest.raises(StopIteration):  # the coroutine ends where it would have waited
                turns.take_turn("a").send(None)

    asyncio.run(run())
