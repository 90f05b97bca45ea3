"""Measure how long somebody new waits for `nemokg serve` while others ask it for all they can.

Run by `make bench-serve`. Each row is a load of its own; beside it stands the same without load, on
the same server, measured just before. The median and the 99th percentile are of small requests,
each over a new connection from an address that never asked before. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import multiprocessing
import statistics
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from served import CROSS, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL = "SELECT ?s WHERE {{ ?s a <https://w3id.org/nemokg/ontology#RewardModel> }} LIMIT {}"
# As much as a quick process does in half of the time that it gives to a query.
MEDIUM = "SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {} }} }} #{}"
MEDIUM_SECONDS = 0.1
ADDRESSES, CONNECTIONS = 100, 3
BOMBS = 14
FLOOD = 100
SETTLED = 15  # seconds until nobody of the crowd is new any more
NUMBERS = itertools.count()
FRESH = (f"127.2.{number // 250}.{number % 250 + 1}" for number in itertools.count())
CROWD = "100 addresses with 3 connections each, queries of 0.1 s"
ENDLESS = "14 clients of one address, queries without end"
DOCUMENT = "100 connections of one address, /api/openapi.json"


async def ask(where: tuple[str, int], source: str, *paths: str) -> list[float]:
    """Return how many seconds each of some requests took, over one new connection."""
    took = []
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection(*where, local_addr=(source, 0))
    try:
        for path in paths:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2]
            await reader.readexactly(int(length.partition(b"\r\n")[0]))
            took.append(time.perf_counter() - begun)
            begun = time.perf_counter()
    finally:
        writer.close()
    return took


def sparql(text: str) -> str:
    """Return the path of a query."""
    return f"/sparql?query={quote(text)}"


def small(number: int) -> str:
    """Return the path of a small query that nobody has asked before."""
    return sparql(SMALL.format(number + 1))


async def size_of_medium(where: tuple[str, int]) -> int:
    """Return how large a medium query is that takes a process about a tenth of a second."""
    size = 1000
    while True:
        (took,) = await ask(where, "127.0.0.9", sparql(MEDIUM.format(size, time.time_ns())))
        if took > MEDIUM_SECONDS:
            return int(size * MEDIUM_SECONDS / took)
        size *= 2


def press(where: tuple[str, int], title: str, size: int) -> None:
    """Ask a server without end, in the way that a load is called."""
    numbers = itertools.count()
    crowd = [f"127.1.0.{number + 1}" for number in range(ADDRESSES)] * CONNECTIONS
    sources, paths = {
        CROWD: (crowd, (sparql(MEDIUM.format(size, number)) for number in numbers)),
        ENDLESS: (["127.0.0.8"] * BOMBS, (sparql(f"{CROSS} #{number}") for number in numbers)),
        DOCUMENT: (["127.0.0.7"] * FLOOD, itertools.repeat("/api/openapi.json")),
    }[title]

    async def go_on(source: str) -> None:
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await ask(where, source, *itertools.islice(paths, 1000))
            await asyncio.sleep(0.01)

    async def all_go_on() -> None:
        await asyncio.gather(*map(go_on, sources))

    asyncio.run(all_go_on())


@contextlib.contextmanager
def load(where: tuple[str, int], title: str, size: int) -> Iterator[None]:
    """Let a process of its own press a server while something else is done."""
    process = multiprocessing.get_context("spawn").Process(target=press, args=(where, title, size))
    process.start()
    try:
        time.sleep(SETTLED)
        yield
    finally:
        process.kill()
        process.join()


def newcomers(where: tuple[str, int], count: int, path: Callable[[int], str]) -> list[float]:
    """Return how long requests took in milliseconds, each from an address of its own."""

    async def one_after_another() -> list[float]:
        took = []
        for _ in range(count):
            took += await ask(where, next(FRESH), path(next(NUMBERS)))
            await asyncio.sleep(0.005)
        return took

    return [1000 * each for each in asyncio.run(one_after_another())]


def p99(values: list[float]) -> float:
    """Return the 99th percentile."""
    return statistics.quantiles(values, n=100)[98]


def measure(where: tuple[str, int], count: int) -> None:
    """Measure, and print a table."""
    print("Newcomers beside a load: how long a request takes them, median and 99th percentile.\n")
    print("| load | request | quiet | under load | p99, times |")
    print("|---|---|---|---|---|")
    size = asyncio.run(size_of_medium(where))
    requests: list[tuple[str, str, Callable[[int], str]]] = [
        (CROWD, "a small query", small),
        (ENDLESS, "a small query", small),
        (DOCUMENT, "a small query", small),
        (DOCUMENT, "/health", lambda number: "/health"),
    ]
    for title, name, path in requests:
        newcomers(where, 50, path)
        quiet = newcomers(where, count, path)
        with load(where, title, size):
            busy = newcomers(where, count, path)
        before, after = (
            f"{statistics.median(each):.1f}, {p99(each):.1f} ms" for each in (quiet, busy)
        )
        print(f"| {title} | {name} | {before} | {after} | {p99(busy) / p99(quiet):.1f} |")


def main() -> None:
    """Serve, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="requests in each measurement")
    args = parser.parse_args()
    with serving("--no-explorer") as server:
        parts = urlsplit(server.url)
        measure((str(parts.hostname), int(parts.port or 0)), args.count)


if __name__ == "__main__":
    main()
