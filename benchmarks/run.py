"""Measure nemokg beside what else does the same: a process each, in turn, many times.

Run by `make bench`. Times are of whole processes, start and end included; each round runs every
contestant once, and a ratio is the median of the ratios within the rounds, so that a slow moment
of the machine counts for all. Nothing is asserted and nothing written but with --output.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
TURTLE = sorted(map(str, (*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "data").rglob("*.ttl"))))
NEMOKG = "from nemokg.__main__ import run; run()"
LOAD = "from nemokg.loader import load_files; import sys; store = load_files(sys.argv[1:]); "
LIBRARIES = ("pyoxigraph", "rdflib", "pyshacl", "owlrl")


@dataclass
class Contestant:
    """A command, what it is to be called, and what was measured: seconds and peak megabytes."""

    title: str
    command: list[str]
    forget: str = ""  # what of the cache is removed before each run: a pattern
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def python(title: str, program: str, *arguments: str, forget: str = "") -> Contestant:
    """Return a contestant that is a program of Python."""
    return Contestant(title, [sys.executable, "-c", program, *arguments], forget)


def cold_starts() -> list[Contestant]:
    """Return what a single query costs; the first, the import of the store, is the measure."""
    edges = ("query", "edges")
    query = str(ROOT / "queries/edges.rq")
    script = str(ROOT / "benchmarks/rdflib_edges.py")
    ask = "import sys; from pyoxigraph import Store; store = Store()\n"
    ask += "for file in sys.argv[2:]: store.load(path=file)\n"
    ask += "print(sum(1 for _ in store.query(open(sys.argv[1]).read())))"
    return [
        python("python -c 'import pyoxigraph'", "import pyoxigraph"),
        python("nemokg query edges", NEMOKG, *edges),
        python("nemokg query edges --format csv", NEMOKG, *edges, "--format", "csv"),
        python("nemokg query edges, not asked before", NEMOKG, *edges, forget="nemokg/*/answers*"),
        python("nemokg query edges, no cache yet", NEMOKG, *edges, forget="nemokg"),
        python("pyoxigraph script, parses the files", ask, query, *TURTLE),
        Contestant("rdflib script, parses the files", [sys.executable, script, query, *TURTLE]),
    ]


def checks() -> list[Contestant]:
    """Return what validation and reasoning cost; the first is the measure."""
    rules = LOAD + "from nemokg.reason import entail; entail(store)"
    owlrl = (
        "import sys; from nemokg.loader import load_files; "
        "from nemokg.owlrl_closure import owlrl_closure; owlrl_closure(load_files(sys.argv[1:]))"
    )
    return [
        python("closure by nemokg's rules", rules, *TURTLE),
        python("closure by owlrl", owlrl, *TURTLE),
        python("nemokg validate", NEMOKG, "validate"),
    ]


def measure(contestants: list[Contestant], rounds: int, warm: bool = True) -> None:
    """Run every contestant once a round, after a round that does not count, if it is to be warm."""
    with tempfile.TemporaryDirectory() as home:
        for turn in range(0 if warm else 1, rounds + 1):
            for contestant in contestants:
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
        contestant.command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    contestant.seconds.append(time.perf_counter() - begin)
    contestant.megabytes.append(usage.ru_maxrss / 1024)
    assert process.stderr is not None
    with process.stderr as errors:
        if status not in (0, 1 << 8):  # 1: there are findings
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
        pairs = zip(contestant.seconds, measure_of_all, strict=True)
        ratio = statistics.median(one / other for one, other in pairs)
        lines.append(
            f"| {contestant.title} | {statistics.median(each):.0f}"
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=21, metavar="N", help="default: 21")
    parser.add_argument("--slow", action="store_true", help="validation and reasoning too")
    parser.add_argument("--output", metavar="FILE", help="write the tables to a file as well")
    args = parser.parse_args()
    if args.rounds < 1:
        parser.error("--rounds is a number from 1")
    # As an installation has it: modules are compiled, whatever the environment says of that.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(SRC)], check=True)
    contests = [("One query, cold", cold_starts(), args.rounds)]
    if args.slow:
        contests.append(("Validation and reasoning", checks(), max(1, args.rounds // 7)))
    parts = [machine()]
    print(parts[0])
    for title, contestants, rounds in contests:
        measure(contestants, rounds)
        parts.append(table(f"{title} ({rounds} rounds)", contestants))
        print(parts[-1])
    if args.output:
        Path(args.output).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
