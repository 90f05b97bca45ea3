"""Put a server under a mixed load for minutes, and check that its memory stays flat.

Run by `make soak`. Small, large and extremely expensive queries and API requests are sent at the
same time, and clients disconnect. Every ten seconds the memory of the server and of its workers is
measured. The exit code is 1 if a response was unexpected, or if the server has grown by more than
a tenth since the first third.
"""

from __future__ import annotations

import argparse
import itertools
import random
import socket
import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx
from served import CROSS, Running, client, serving

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY = 10
GROWTH = 1.1
SMALL = "SELECT * WHERE {{ ?s ?p ?o }} LIMIT {}"
LARGE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
EXPECTED = {"small": {200}, "large": {200, 503}, "bomb": {413, 429, 503}, "api": {200}}


def kinds(http: httpx.Client, numbers: itertools.count[int]) -> dict[str, Callable[[], int]]:
    """Return what is asked, by its kind; each returns a status."""

    def ask(query: str) -> int:
        return http.post("/sparql", data={"query": query}).status_code

    paths = ("/api/queries/edges", "/api/queries", "/metrics", "/sparql", "/ready")
    return {
        "small": lambda: ask(SMALL.format(next(numbers) % 5000)),
        "large": lambda: ask(LARGE),
        "bomb": lambda: ask(f"{CROSS} #{next(numbers)}"),
        "api": lambda: http.get(random.choice(paths)).status_code,  # noqa: S311
    }


def load(server: Running, number: int, stop: threading.Event, seen: Counter[str]) -> None:
    """Ask until told to stop: each client from an address of its own."""
    numbers = itertools.count(number * 1_000_000)
    weights = {"small": 80, "large": 2, "bomb": 1, "api": 17}
    with client(server.url, f"127.0.1.{number + 1}") as http:
        asks = kinds(http, numbers)
        while not stop.is_set():
            (kind,) = random.choices(list(weights), list(weights.values()))  # noqa: S311
            status = asks[kind]()
            seen[f"{kind} {status}{'' if status in EXPECTED[kind] else ' unexpected'}"] += 1
            time.sleep(0.005)


def leave(server: Running, stop: threading.Event) -> None:
    """Ask for what takes long, and leave."""
    parts = urlsplit(server.url)
    for number in itertools.count():
        if stop.wait(0.7):
            return
        source = ("127.0.2.1", 0)
        with socket.create_connection(
            (str(parts.hostname), int(parts.port or 0)), 5, source
        ) as raw:
            query = quote(f"{CROSS} #left {number}")
            raw.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.3)


def memory(pid: int) -> float:
    """Return the memory of a process that nobody else has, in MB."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            lines = dict(line.split(":") for line in file.read().splitlines()[1:])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(lines[f"Private_{each}"].split()[0]) for each in ("Clean", "Dirty")) / 1000


def main() -> int:
    """Load, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=4)
    args = parser.parse_args()
    seen: Counter[str] = Counter()
    stop = threading.Event()
    sizes: list[tuple[float, float]] = []
    with serving("--seconds", "2", "--no-explorer", "--cache", "8") as server:
        threads = [
            threading.Thread(target=load, args=(server, number, stop, seen))
            for number in range(args.clients)
        ]
        threads.append(threading.Thread(target=leave, args=(server, stop)))
        for thread in threads:
            thread.start()
        begun = time.monotonic()
        while time.monotonic() - begun < args.minutes * 60:
            time.sleep(EVERY)
            workers = [memory(pid) for pid in server.children()]
            sizes.append((memory(server.process.pid), max(workers, default=0)))
            at = time.monotonic() - begun
            print(
                f"{at:5.0f} s: server {sizes[-1][0]:.1f} MB, largest worker {sizes[-1][1]:.1f} MB"
            )
        stop.set()
        for thread in threads:
            thread.join()
    for name, count in sorted(seen.items()):
        print(f"{name}: {count}")
    third = max(len(sizes) // 3, 1)
    before = max(size for size, _ in sizes[:third])
    after = max(size for size, _ in sizes[-third:])
    print(f"server: {before:.1f} MB at most in the first third, {after:.1f} MB in the last")
    return int(after > before * GROWTH or any("unexpected" in name for name in seen))


if __name__ == "__main__":
    sys.exit(main())
