"""Turns at the event loop: however many requests of one client come at once, others go between."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from nemokg.server.workers.lane import FairQueue

# Seconds of a turn of the loop in which requests begin as they come, and how many of those that
# wait begin in each turn after.
_AS_THEY_COME = 0.002
_OF_THE_WAITING = 4


class Turns:
    """Lets requests begin for a moment in each turn of the loop; then clients take turns at that.

    >>> asyncio.run(Turns().take_turn("a"))
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._queue: FairQueue[asyncio.Future[None]] = FairQueue(lambda client: False)
        self._until = 0.0
        self._turning = False

    async def take_turn(self, client: str) -> None:
        """Return when a request of a client may begin: at once, unless many have come."""
        loop = asyncio.get_running_loop()
        now = self._clock()
        if not self._turning:
            self._turning = True
            self._until = now + _AS_THEY_COME
            loop.call_soon(self._next)
        if now >= self._until or self._queue:
            turn = loop.create_future()
            self._queue.put(client, turn)
            await turn

    def _next(self) -> None:
        """Begin the next turn of the loop, with those who wait."""
        begun = 0
        while self._queue and begun < _OF_THE_WAITING:
            turn = self._queue.take_next()
            if not turn.done():  # by being cancelled
                begun += 1
                turn.set_result(None)
        self._until = self._clock() + _AS_THEY_COME
        self._turning = begun > 0
        if begun:
            asyncio.get_running_loop().call_soon(self._next)
