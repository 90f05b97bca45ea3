"""Measuring nemokg against other programs for the same task: one process each, in turn.

Times are of whole processes, start and end included. Each round runs every contestant once, and a
ratio is the median of the ratios within the rounds, so that a slow moment of the machine affects
all alike. What takes longer than `PATIENCE` is stopped and marked as stopped. Nothing is asserted.
"""

from __future__ import annotations

import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
NEMOKG = "from nemokg.__main__ import run; run()"
PATIENCE = 330.0  # seconds
LIBRARIES = ("pyoxigraph", "rdflib", "pyshacl", "owlrl")


@dataclass
class Contestant:
    """A command, what it is to be called, and what was measured: seconds and peak megabytes."""

    title: str
    command: list[str]
    forget: str = ""  # what of the cache is removed before each run: a pattern
    most: int = 1_000_000  # runs, for what takes long
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    stopped: bool = False


def python(title: str, program: str, *arguments: str, forget: str = "") -> Contestant:
    """Return a contestant that is a program of Python."""
    return Contestant(title, [sys.executable, "-c", program, *arguments], forget)


def measure(contestants: list[Contestant], rounds: int, warm: bool = True) -> None:
    """Run every contestant once a round, after a round that does not count, if it is to be warm."""
    with tempfile.TemporaryDirectory() as home:
        for turn in range(0 if warm else 1, rounds + 1):
            for contestant in contestants:
                if turn > contestant.most or contestant.stopped:
                    continue
                # Those that forget have a cache of their own, which they do not forget for others.
                name = str(contestants.index(contestant)) if contestant.forget else "kept"
                run(contestant, Path(home) / name)
            if turn == 0:
                for contestant in contestants:
                    contestant.seconds.clear()
                    contestant.megabytes.clear()


def run(contestant: Contestant, cache: Path) -> None:
    """Run a contestant and note its time and memory."""
    for path in cache.glob(contestant.forget or "none"):
        shutil.rmtree(path)
    environment = {**os.environ, "PYTHONPATH": str(SRC), "XDG_CACHE_HOME": str(cache)}
    begin = time.perf_counter()
    process = subprocess.Popen(
        contestant.command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    # The group, since a contestant may have begun others.
    timer = threading.Timer(PATIENCE, os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    contestant.stopped = status == signal.SIGKILL
    contestant.seconds.append(time.perf_counter() - begin)
    contestant.megabytes.append(usage.ru_maxrss / 1024)
    assert process.stderr is not None
    with process.stderr as errors:
        if not contestant.stopped and status not in (0, 1 << 8):  # 1: there are findings
            sys.exit(f"{contestant.title} failed:\n{errors.read().decode()}")


def table(title: str, contestants: list[Contestant]) -> str:
    """Return the measures as a table of Markdown."""
    measure_of_all = contestants[0].seconds
    lines = [
        f"## {title}",
        "",
        "| | median, ms | min–max, ms | times the first | peak, MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for contestant in contestants:
        each = [1000 * second for second in contestant.seconds]
        pairs = zip(contestant.seconds, measure_of_all, strict=False)  # some run less often
        ratio = statistics.median(one / other for one, other in pairs)
        title = contestant.title + ", stopped" * contestant.stopped
        lines.append(
            f"| {title} | {statistics.median(each):.0f}"
            f" | {min(each):.0f}–{max(each):.0f} | {ratio:.2f} | {max(contestant.megabytes):.0f} |"
        )
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Return what was measured on."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        "# Benchmarks\n\n"
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB;"
        f" Python {platform.python_version()}, {versions}.\n"
    )
