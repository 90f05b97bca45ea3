"""The lanes of workers: for quick queries, for long ones, and for claims."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import replace
from typing import Any

from nemokg.server.refusal import Refusal
from nemokg.server.workers.jobs import MEMORY
from nemokg.server.workers.lane import Answer, Lane, LruCache, Overdue, Unwanted, Usage, Watch
from nemokg.server.workers.limits import Limits
from nemokg.server.workers.process import Died, Settings

_NICE = 15
# A client whose query took long is not believed to have a quick one for so many seconds.
_DISTRUST = 10.0


class Pool:
    """The workers of a server, in lanes."""

    def __init__(self, settings: Settings, limits: Limits, watch: Watch) -> None:
        self.limits = limits
        usage = Usage()
        self.quick = Lane(
            "quick", settings, limits.workers, limits.waiting, limits.per_client, limits.turn,
            watch, usage, reserved=1,
        )  # fmt: skip
        self.long = Lane(
            "long", replace(settings, niceness=_NICE), limits.long_workers, limits.long_waiting,
            limits.long_per_client, limits.turn, watch, usage,
        )  # fmt: skip
        self.claims = Lane(
            "claims", replace(settings, kind="claims"), 1, limits.waiting, limits.per_client,
            limits.turn, watch, usage,
        )  # fmt: skip
        self.lanes = (self.quick, self.long, self.claims)
        self._was_quick = LruCache()
        self._distrusted = LruCache()

    async def start_workers(self) -> None:
        """Start all workers; Died where one cannot start."""
        await asyncio.gather(*(lane.start_workers() for lane in self.lanes))

    def end_workers(self) -> None:
        """End all workers."""
        for lane in self.lanes:
            lane.end_workers()

    @property
    def ready(self) -> bool:
        """Whether a worker is there to answer."""
        return bool(self.quick.idle or self.quick.busy)

    async def answer_claim(self, client: str, job: dict[str, Any]) -> Answer:
        """Return the answer to a job about a claim; Refusal where it takes too long."""
        try:
            return await self.claims.run_job(client, job, self.limits.seconds)
        except Overdue:
            raise self._overdue() from None
        except Died:
            raise Refusal(503, MEMORY, final=True) from None

    async def answer_query(
        self,
        client: str,
        job: dict[str, Any],
        key: Hashable,
        watched: Callable[[Awaitable[Answer]], Awaitable[Answer]] = asyncio.ensure_future,
    ) -> Answer:
        """Return the answer to a query, which `key` tells from others; Refusal where there is none.

        A query that is known to take long, or that comes from a client whose queries did lately,
        is put aside at once, so that those of others are not held up while it shows. Whatever may
        take its time is awaited by `watched`, which may have better to do than to wait.
        """
        key = hash(key)  # a text may be long, and many are remembered
        was_quick = self._was_quick.get(key)
        if self._may_be_quick(client, key):
            try:
                running = self.quick.run_job(
                    client, job, self.limits.patience, lambda: self._may_be_quick(client, key)
                )
                at_once = self.quick.has_free_worker(client)
                answer = await (running if at_once else watched(running))
            except (
                Overdue,
                Died,
            ):  # a worker that was killed from without may have been doing well
                self._distrust(client, key)
            except Unwanted:  # others of the client took long while this one waited
                pass
            else:
                if not was_quick:
                    self._was_quick.put(key, True)
                return answer
        begun = time.monotonic()
        try:
            answer = await watched(self.long.run_job(client, job, self.limits.seconds))
        except Overdue:
            self._distrust(client, key)
            raise self._overdue() from None
        except Died:
            self._distrust(client, key)
            raise Refusal(503, MEMORY, final=True) from None
        if time.monotonic() - begun < self.limits.patience:
            self._was_quick.put(key, True)
        return answer

    def _may_be_quick(self, client: str, key: Hashable) -> bool:
        """Whether a query may be quick: it was, or nothing speaks against it."""
        was_quick = self._was_quick.get(key)
        if was_quick is None:
            return time.monotonic() > (self._distrusted.get(client) or 0)
        return bool(was_quick)

    def _distrust(self, client: str, key: Hashable) -> None:
        self._was_quick.put(key, False)
        self._distrusted.put(client, time.monotonic() + _DISTRUST)

    def _overdue(self) -> Refusal:
        return Refusal(
            503,
            f"The query took longer than {self.limits.seconds:g} s and was stopped; narrow it.",
            final=True,
        )
