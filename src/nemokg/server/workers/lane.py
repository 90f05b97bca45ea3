"""A number of workers for one kind of job, and who waits for them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from nemokg.server.refusal import Refusal
from nemokg.server.workers.process import Died, Settings, Worker

_BUSY = "Too many requests are waiting; come back in a moment."
_FIRST_PAUSE, _LAST_PAUSE = 0.05, 5.0
Answer = tuple[dict[str, Any], bytes]
T = TypeVar("T")


class Overdue(Exception):  # noqa: N818 - the lane above decides what it means
    """A job took longer than it may."""


class Unwanted(Exception):  # noqa: N818 - something was learned while the job waited
    """A job is not to run in this lane any more."""


class FairQueue(Generic[T]):
    """Items of clients: the next is that of the client who has waited longest for a turn.

    >>> queue = FairQueue()
    >>> for client, item in [("a", 1), ("a", 2), ("a", 3), ("b", 4)]:
    ...     queue.put(client, item)
    >>> [queue.get() for _ in range(len(queue))]
    [1, 4, 2, 3]
    """

    def __init__(self) -> None:
        self._clients: OrderedDict[str, deque[T]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def of(self, client: str) -> int:
        """Return how many items a client has in the queue."""
        return len(self._clients.get(client, ()))

    def put(self, client: str, item: T) -> None:
        """Add an item behind the others of its client."""
        self._clients.setdefault(client, deque()).append(item)
        self._count += 1

    def get(self) -> T:
        """Take the next item out; KeyError where there is none."""
        client, items = self._clients.popitem(last=False)
        if len(items) > 1:
            self._clients[client] = items  # at the end of the line
        self._count -= 1
        return items.popleft()


class Watch(Protocol):
    """What wants to know how a lane gets on."""

    def replaced(self, lane: str) -> None:
        """Take note that a worker was replaced."""


class Lane:
    """Workers that are replaced when they die or are stopped; jobs wait their turn by client."""

    def __init__(
        self,
        name: str,
        settings: Settings,
        size: int,
        waiting: int,
        per_client: int,
        turn: float,
        watch: Watch,
    ) -> None:
        self.name = name
        self.size = size
        self.idle: list[Worker] = []
        self.busy: set[Worker] = set()
        self.queue: FairQueue[asyncio.Future[Worker]] = FairQueue()
        self._settings = settings
        self._waiting = waiting
        self._per_client = per_client
        self._turn = turn
        self._running: dict[str, int] = {}
        self._starting: set[asyncio.Task[None]] = set()
        self._watch = watch
        self._closed = False

    async def open(self) -> None:
        """Start the workers; Died where one cannot start."""
        self.idle += await asyncio.gather(*(self._started() for _ in range(self.size)))

    def close(self) -> None:
        """End all workers, whatever they do."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        for worker in (*self.idle, *self.busy):
            worker.kill()

    async def run(
        self,
        client: str,
        job: dict[str, Any],
        seconds: float,
        wanted: Callable[[], bool] = lambda: True,
    ) -> Answer:
        """Return the answer to a job.

        Raises Refusal where too many wait, Died where the worker dies over it, and Overdue where
        it runs longer than `seconds`; Unwanted where it is not `wanted` here when its turn comes. A
        worker whose job nobody waits for any more is ended.
        """
        worker = await self._acquire(client)
        if not wanted():
            self._release(worker)
            raise Unwanted
        self.busy.add(worker)
        self._running[client] = self._running.get(client, 0) + 1
        answer = worker.ask(job)
        clock = asyncio.get_running_loop().call_later(seconds, _expire, answer)
        try:
            return await answer
        finally:  # cancelled too: the client has gone
            clock.cancel()
            if answer.cancelled() or answer.exception() is not None:
                worker.kill()
            self.busy.discard(worker)
            self._count_down(client)
            self._release(worker)

    async def _acquire(self, client: str) -> Worker:
        if self.idle:
            return self.idle.pop()
        if self.queue.of(client) + self._running.get(client, 0) >= self._per_client:
            raise Refusal(429, "You have too many requests here at once; wait for the answers.")
        if len(self.queue) >= self._waiting:
            raise Refusal(503, _BUSY)
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self.queue.put(client, turn)
        try:
            async with asyncio.timeout(self._turn):
                return await turn
        except (TimeoutError, asyncio.CancelledError) as end:
            if turn.done() and not turn.cancelled():
                self._release(turn.result())  # it came just now
            if isinstance(end, TimeoutError):
                raise Refusal(503, _BUSY) from None
            raise

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
            self._hand_on(worker)

    def _hand_on(self, worker: Worker) -> None:
        while self.queue:
            turn = self.queue.get()
            if not turn.done():
                turn.set_result(worker)
                return
        self.idle.append(worker)

    def _lost(self, worker: Worker) -> None:
        if worker in self.idle:  # killed from without
            self.idle.remove(worker)
            self._replace()

    def _replace(self) -> None:
        if not self._closed:
            self._watch.replaced(self.name)
            task = asyncio.get_running_loop().create_task(self._start())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _started(self) -> Worker:
        worker = await Worker.start(self._settings)
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
