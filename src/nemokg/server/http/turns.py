"""Turns at the event loop: however many requests of one client come at once, others go between."""

from __future__ import annotations

import asyncio

from nemokg.server.workers.lane import FairQueue

# Requests that begin in one turn of the loop. Each takes up to a millisecond of it.
_AT_ONCE = 16


class Turns:
    """Lets a few requests begin in each turn of the loop; clients take turns at that.

    >>> asyncio.run(Turns().take("a"))
    """

    def __init__(self) -> None:
        self._queue: FairQueue[asyncio.Future[None]] = FairQueue(lambda client: False)
        self._begun = 0

    async def take(self, client: str) -> None:
        """Return when a request of a client may begin: at once, unless many have come."""
        loop = asyncio.get_running_loop()
        if not self._begun:
            loop.call_soon(self._next)
        if self._begun < _AT_ONCE:
            self._begun += 1
            return
        turn = loop.create_future()
        self._queue.put(client, turn)
        await turn

    def _next(self) -> None:
        """Begin the next turn of the loop, with those who wait."""
        self._begun = 0
        while self._queue and self._begun < _AT_ONCE:
            turn = self._queue.get()
            if not turn.done():  # by being cancelled
                self._begun += 1
                turn.set_result(None)
        if self._begun:
            asyncio.get_running_loop().call_soon(self._next)
