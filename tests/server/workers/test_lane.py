"""Who gets the next place: turns, newcomers, and what is kept back for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from nemokg.server.refusal import Refusal
from nemokg.server.workers.lane import FairQueue, Lane, Usage
from nemokg.server.workers.process import Settings, Worker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

REGULARS = [f"regular {number}" for number in range(100)]


def crowded(is_newcomer: Callable[[str], bool]) -> FairQueue[str]:
    """Return a queue in which a hundred clients have three requests each."""
    queue = FairQueue[str](is_newcomer)
    for _ in range(3):
        for client in REGULARS:
            queue.put(client, client)
    return queue


@pytest.mark.parametrize("had_places", [True, False], ids=["had their share", "came just now"])
def test_half_of_the_places_go_to_newcomers_while_they_wait(had_places: bool) -> None:
    """With 100 clients of 3 requests each waiting, newcomers get at least 50 of 100 places."""
    queue = crowded(lambda client: not had_places or client not in REGULARS)
    served = []
    for number in range(100):
        queue.put(f"newcomer {number}", "newcomer")  # so that one waits all the time
        served.append(queue.take_next())
    assert served.count("newcomer") >= 50
    assert served.count("newcomer") < 100  # the others go on


def test_a_single_newcomer_has_the_next_place_but_one() -> None:
    """Whoever comes anew to a crowd waits for one other at most."""
    queue = crowded(lambda client: client == "new")
    for _ in range(10):
        queue.take_next()
    queue.put("new", "new")
    assert "new" in (queue.take_next(), queue.take_next())


def test_many_requests_at_once_make_no_newcomer() -> None:
    """A client that has several requests waiting takes turns as all others do."""
    queue = crowded(lambda client: client == "new")
    for _ in range(2):
        queue.put("new", "new")
    assert [queue.take_next() for _ in range(100)] == REGULARS


def test_the_regular_clients_take_turns() -> None:
    """Of clients that have much to ask, each has a place before any has its second."""
    queue = crowded(lambda client: False)
    assert [queue.take_next() for _ in range(len(queue))] == REGULARS * 3


def test_who_has_used_the_workers_is_no_newcomer_for_a_while() -> None:
    """A client is a newcomer until its jobs have taken a moment, and again half an hour later."""
    now = 0.0
    usage = Usage(lambda: now)
    for _ in range(2):
        assert usage.is_newcomer("a")
        usage.add_seconds("a", 0.06)
        assert usage.is_newcomer("a")
        usage.add_seconds("a", 0.06)
        assert not usage.is_newcomer("a")
        now += 1900


class Stub:
    """A worker that answers when it is told to."""

    gone = False

    def __init__(self) -> None:
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def start_job(self, job: dict[str, Any]) -> asyncio.Future[Any]:
        """Take a job."""
        self.answer = asyncio.get_running_loop().create_future()
        return self.answer

    def kill(self) -> None:
        """Do nothing."""


class Unwatched:
    """Takes note of nothing."""

    def note_replaced_worker(self, lane: str) -> None:
        """Do nothing."""


def in_lane(
    test: Callable[[Lane, list[Stub]], Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
    usage: Usage,
    waiting: int = 512,
    reserved: int = 1,
) -> None:
    """Run a test with a lane of two workers and one or more that are reserved for newcomers."""

    async def run() -> None:
        workers: list[Stub] = []

        async def start(settings: Settings) -> Stub:
            workers.append(Stub())
            return workers[-1]

        monkeypatch.setattr(Worker, "start_process", start)
        settings = Settings("", "queries", 0, 0, "")
        lane = Lane("quick", settings, 2, waiting, 128, 30, Unwatched(), usage, reserved)
        await lane.start_workers()
        await test(lane, workers)

    asyncio.run(run())


async def begun(lane: Lane, *clients: str) -> list[asyncio.Task[Any]]:
    """Let clients ask, and return when each runs or waits."""
    tasks = [asyncio.create_task(lane.run_job(client, {}, 60)) for client in clients]
    await asyncio.sleep(0)
    return tasks


def test_a_newcomer_finds_a_worker_while_others_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker is left to newcomers: whoever has asked much waits, though it is idle."""
    usage = Usage()
    usage.add_seconds("regular", 10)

    async def test(lane: Lane, workers: list[Stub]) -> None:
        await begun(lane, "regular", "regular", "regular")
        assert (len(lane.busy), len(lane.queue)) == (2, 1)
        assert not lane.has_free_worker("regular")
        (answered,) = await begun(lane, "new")
        assert (len(lane.busy), len(lane.queue)) == (3, 1)
        workers[0].answer.set_result(({}, b""))  # of the newcomer: it has the last that was idle
        await answered
        assert (len(lane.busy), len(lane.queue)) == (2, 1)
        lane.end_workers()

    in_lane(test, monkeypatch, usage)


def test_a_newcomer_has_one_of_the_reserved_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the workers that are left to newcomers, no client has more than one at a time."""
    usage = Usage()
    usage.add_seconds("regular", 10)

    async def test(lane: Lane, workers: list[Stub]) -> None:
        await begun(lane, "regular", "regular", "new", "new")
        assert (len(lane.busy), len(lane.queue)) == (3, 1)
        assert not lane.queue.has_newcomer
        await begun(lane, "newer")
        assert (len(lane.busy), len(lane.queue)) == (4, 1)

    in_lane(test, monkeypatch, usage, reserved=2)


def test_who_leaves_does_not_wait_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that leaves takes its requests out of the queue, so that it has room for others."""
    usage = Usage()
    usage.add_seconds("regular", 10)

    async def test(lane: Lane, workers: list[Stub]) -> None:
        tasks = await begun(lane, *["regular"] * 12)
        assert len(lane.queue) == 10
        for task in tasks[2:]:
            task.cancel()
        await asyncio.gather(*tasks[2:], return_exceptions=True)
        assert len(lane.queue) == 0

    in_lane(test, monkeypatch, usage)


def test_a_full_queue_has_room_for_who_asks_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no more may wait, a client that has one request displaces one of who has most."""
    usage = Usage()
    for client in ("greedy", "modest"):
        usage.add_seconds(client, 10)

    async def test(lane: Lane, workers: list[Stub]) -> None:
        greedy = await begun(lane, *["greedy"] * 6)
        (another,) = await begun(lane, "greedy")
        with pytest.raises(Refusal):
            await another
        (modest,) = await begun(lane, "modest")
        assert len(lane.queue) == 4
        with pytest.raises(Refusal):
            await greedy[-1]
        assert not modest.done()

    in_lane(test, monkeypatch, usage, waiting=4)
