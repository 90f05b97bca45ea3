"""A group of workers for one kind of job, shared fairly by the clients."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar

from nemokg.server.refusal import Refusal
from nemokg.server.workers.process import Died, Settings, Worker

_BUSY = "Too many requests are waiting; try again in a moment."
_FIRST_PAUSE, _LAST_PAUSE = 0.05, 5.0
_REMEMBERED = 10_000
# Seconds of the workers' time that a newcomer has had at most, and for how long they are counted.
_TRIAL, _COUNTED = 0.1, 1800.0
Answer = tuple[dict[str, Any], bytes]
T = TypeVar("T")


class LruCache:
    """A cache of the most recently used keys, each with a value.

    >>> recent = LruCache(2)
    >>> for each in "abc":
    ...     recent.put(each, True)
    >>> recent.get("a"), recent.get("c")
    (None, True)
    """

    def __init__(self, capacity: int = _REMEMBERED) -> None:
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._capacity = capacity

    def get(self, key: Hashable) -> Any:
        """Return the value of a thing, or None."""
        return self._values.get(key)

    def put(self, key: Hashable, value: Any) -> None:
        """Remember a value; the oldest thing is forgotten for it."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._capacity:
            self._values.popitem(last=False)


class Usage:
    """How much of the workers' time each client has had in the last half hour.

    >>> usage = Usage(clock=lambda: 0.0)
    >>> usage.add_seconds("a", 5.0)
    >>> usage.is_newcomer("a"), usage.is_newcomer("b")
    (False, True)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._clients = LruCache()

    def add_seconds(self, client: str, seconds: float) -> None:
        """Count what a job of a client took."""
        since, used = self._recent(client)
        self._clients.put(client, (since, used + seconds))

    def is_newcomer(self, client: str) -> bool:
        """Return whether a client has had hardly anything yet."""
        return self._recent(client)[1] < _TRIAL

    def _recent(self, client: str) -> tuple[float, float]:
        now = self._clock()
        since, used = self._clients.get(client) or (now, 0.0)
        return (since, used) if now - since < _COUNTED else (now, 0.0)


class FairQueue(Generic[T]):
    """Items of clients, who take turns; every other turn is that of a newcomer, if one waits.

    So however many clients have much to ask, one that comes anew and asks one thing is not behind
    all of them.

    >>> queue = FairQueue(is_newcomer=lambda client: client == "new")
    >>> for client, item in [("a", 1), ("a", 2), ("a", 3), ("b", 4), ("new", 5)]:
    ...     queue.put(client, item)
    >>> [queue.take_next() for _ in range(len(queue))]
    [5, 1, 4, 2, 3]
    """

    def __init__(self, is_newcomer: Callable[[str], bool]) -> None:
        self._is_newcomer = is_newcomer
        # The next turn is that of the first client in each.
        self._regulars: OrderedDict[str, deque[T]] = OrderedDict()
        self._newcomers: OrderedDict[str, deque[T]] = OrderedDict()
        self._newcomer_is_next = True
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def has_newcomer(self) -> bool:
        """Whether a newcomer waits."""
        return bool(self._newcomers)

    def count_waiting_of(self, client: str) -> int:
        """Return how many items a client has in the queue."""
        return len(self._regulars.get(client) or self._newcomers.get(client) or ())

    def put(self, client: str, item: T) -> None:
        """Add an item behind the others of its client."""
        line = self._regulars
        if client in self._newcomers:  # with several things to ask it waits as all others do
            line[client] = self._newcomers.pop(client)
        elif client not in line:
            line = self._newcomers if self._is_newcomer(client) else line
            line[client] = deque()
        line[client].append(item)
        self._count += 1

    def take_next(self) -> T:
        """Take the next item out; KeyError if there is none."""
        if self._newcomers and (self._newcomer_is_next or not self._regulars):
            return self.take_newcomer()
        client, items = self._regulars.popitem(last=False)
        if len(items) > 1:
            self._regulars[client] = items  # at the end of the line
        self._newcomer_is_next = True
        self._count -= 1
        return items.popleft()

    def take_newcomer(self) -> T:
        """Take the item of the newcomer out that has waited longest; KeyError if none waits."""
        _, items = self._newcomers.popitem(last=False)
        self._newcomer_is_next = False
        self._count -= 1
        return items.popleft()

    def remove(self, client: str, item: T) -> None:
        """Take an item out that is not to be waited for any more, if it is still there."""
        for line in (self._regulars, self._newcomers):
            items = line.get(client, deque())
            with suppress(ValueError):
                items.remove(item)
                self._count -= 1
            if client in line and not items:
                del line[client]

    def take_from_busiest(self, newcomer: str) -> T | None:
        """Take out the last item of the client that has most; None if `newcomer` has as many."""
        if not self._regulars:
            return None
        greediest = max(self._regulars, key=lambda each: len(self._regulars[each]))
        if len(self._regulars[greediest]) <= self.count_waiting_of(newcomer) + 1:
            return None
        self._count -= 1
        return self._regulars[greediest].pop()


class Overdue(Exception):  # noqa: N818 - the lane above decides what it means
    """A job took longer than it may."""


class Unwanted(Exception):  # noqa: N818 - something was learned while the job waited
    """A job is not to run in this lane any more."""


class Watch(Protocol):
    """What wants to know how a lane gets on."""

    def note_replaced_worker(self, lane: str) -> None:
        """Take note that a worker was replaced."""


class Lane:
    """Workers that are replaced when they die or are stopped; jobs wait their turn by client.

    Beside `size` workers there are `reserved` ones: so many are left to newcomers.
    """

    def __init__(
        self,
        name: str,
        settings: Settings,
        size: int,
        waiting: int,
        per_client: int,
        turn: float,
        watch: Watch,
        usage: Usage,
        reserved: int = 0,
    ) -> None:
        self.name = name
        self.size = size + reserved
        self.idle: list[Worker] = []
        self.busy: set[Worker] = set()
        self.queue: FairQueue[asyncio.Future[Worker]] = FairQueue(self._is_newcomer)
        self._settings = settings
        self._waiting = waiting
        self._per_client = per_client
        self._turn = turn
        self._usage = usage
        self._reserved = reserved
        self._running: dict[str, int] = {}
        self._starting: set[asyncio.Task[None]] = set()
        self._watch = watch
        self._closed = False

    async def start_workers(self) -> None:
        """Start the workers; Died where one cannot start."""
        self.idle += await asyncio.gather(*(self._started() for _ in range(self.size)))

    def end_workers(self) -> None:
        """End all workers, whatever they do."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        for worker in (*self.idle, *self.busy):
            worker.kill()

    def has_free_worker(self, client: str) -> bool:
        """Return whether a worker is there for a client at once."""
        idle = len(self.idle)
        return idle > self._reserved or (idle > 0 and self._is_newcomer(client))

    async def run_job(
        self,
        client: str,
        job: dict[str, Any],
        seconds: float,
        is_still_wanted: Callable[[], bool] = lambda: True,
    ) -> Answer:
        """Return the answer to a job.

        Raises Refusal where too many wait, Died where the worker dies over it, and Overdue where
        it runs longer than `seconds`; Unwanted where it `is_still_wanted` no more when its turn
        comes. A worker whose job nobody waits for any more is ended.
        """
        worker = await self._acquire(client)
        if not is_still_wanted():
            self._release(worker)
            raise Unwanted
        self.busy.add(worker)
        self._running[client] = self._running.get(client, 0) + 1
        begun = time.monotonic()
        answer = worker.start_job(job)
        timer = asyncio.get_running_loop().call_later(seconds, _expire, answer)
        try:
            return await answer
        finally:  # cancelled too: the client has gone
            timer.cancel()
            if answer.cancelled() or answer.exception() is not None:
                worker.kill()
            self.busy.discard(worker)
            self._usage.add_seconds(client, time.monotonic() - begun)
            self._count_down(client)
            self._release(worker)

    async def _acquire(self, client: str) -> Worker:
        if self.has_free_worker(client):
            return self.idle.pop()
        if self.queue.count_waiting_of(client) + self._running.get(client, 0) >= self._per_client:
            raise Refusal(429, "You have too many requests here at once; wait for the responses.")
        if len(self.queue) >= self._waiting:
            displaced = self.queue.take_from_busiest(client)
            if displaced is None:
                raise Refusal(503, _BUSY)
            displaced.set_exception(Refusal(503, _BUSY))
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self.queue.put(client, turn)
        try:
            async with asyncio.timeout(self._turn):
                return await turn
        except (TimeoutError, asyncio.CancelledError) as end:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._release(turn.result())  # it came just now
            self.queue.remove(client, turn)
            if isinstance(end, TimeoutError):
                raise Refusal(503, _BUSY) from None
            raise

    def _is_newcomer(self, client: str) -> bool:
        return not self._running.get(client) and self._usage.is_newcomer(client)

    def _count_down(self, client: str) -> None:
        left = self._running[client] - 1
        if left:
            self._running[client] = left
        else:
            del self._running[client]

    def _release(self, worker: Worker) -> None:
        if self._closed:
            worker.kill()
        elif worker.gone:
            self._replace()
        else:
            self.idle.append(worker)
            self._hand_out()

    def _hand_out(self) -> None:
        """Give idle workers to those who wait."""
        while self.idle and self.queue:
            if len(self.idle) > self._reserved:
                turn = self.queue.take_next()
            elif self.queue.has_newcomer:
                turn = self.queue.take_newcomer()
            else:
                return
            if not turn.done():
                turn.set_result(self.idle.pop())

    def _lost(self, worker: Worker) -> None:
        if worker in self.idle:  # killed from without
            self.idle.remove(worker)
            self._replace()

    def _replace(self) -> None:
        if not self._closed:
            self._watch.note_replaced_worker(self.name)
            task = asyncio.get_running_loop().create_task(self._start())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _started(self) -> Worker:
        worker = await Worker.start_process(self._settings)
        worker.lost = self._lost
        return worker

    async def _start(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            try:
                worker = await self._started()
            except (Died, OSError):  # no process or memory to be had at the moment
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LAST_PAUSE)
            else:
                self._release(worker)
                return


def _expire(answer: asyncio.Future[Answer]) -> None:
    if not answer.done():
        answer.set_exception(Overdue())
