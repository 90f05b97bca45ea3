"""Measure how many small SELECTs per second `nemokg serve` and other servers answer.

Run by `make bench-serve`; needs wrk (a Debian package), `oxigraph` (PyPI) on the path of this
environment, and rdflib-endpoint (PyPI) at the path given with --rdflib-endpoint. All servers have
the same data and answer the same queries under the same load; each round runs every server once,
on its own, and a ratio is the median of the ratios within the rounds. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from pyoxigraph import Store

from nemokg.dataset.opening import open_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

OXIGRAPH = "oxigraph serve-read-only"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
QUERIES = 1000
SCRIPT = """
local paths = {}
for path in io.lines("%s") do paths[#paths + 1] = path end
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[n %% #paths + 1], {["Accept"] = "application/sparql-results+json"})
end
"""


def queries(store: Store) -> list[str]:
    """Return small SELECTs: the properties of a resource, and who is what with which label."""
    subjects = sorted({str(quad.subject) for quad in store if str(quad.subject)[0] == "<"})
    step = max(len(subjects) // QUERIES, 1)
    return [
        f"SELECT ?p ?o ?label WHERE {{ {iri} ?p ?o OPTIONAL {{ ?o <{LABEL}> ?label }} }} LIMIT 10"
        for iri in subjects[::step][:QUERIES]
    ]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def contestants(store: Store, folder: Path, rdflib_endpoint: str) -> dict[str, list[str]]:
    """Return the commands by what they are called, with PORT for the port."""
    data = folder / "data.nt"
    default = (quad.triple for quad in store.quads_for_pattern(None, None, None))
    data.write_text("".join(f"{triple} .\n" for triple in default), encoding="utf-8")
    nemokg = [sys.executable, "-m", "nemokg", "serve", "--port", "PORT", "--no-explorer"]
    commands = {"nemokg serve": nemokg, "nemokg serve --cache 0": [*nemokg, "--cache", "0"]}
    oxigraph = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if oxigraph:
        disk = str(folder / "oxigraph")
        load = [oxigraph, "load", "--location", disk, "--file", str(data)]
        subprocess.run(load, check=True, capture_output=True)
        commands[OXIGRAPH] = [
            oxigraph, "serve-read-only", "--location", disk, "--bind", "127.0.0.1:PORT",
        ]  # fmt: skip
    if rdflib_endpoint:
        commands["rdflib-endpoint"] = [rdflib_endpoint, "serve", "--port", "PORT", str(data)]
    return commands


@contextlib.contextmanager
def running(command: list[str]) -> Iterator[str]:
    """Run a server at a free port, and yield its address when it answers."""
    port = free_port()
    line = [part.replace("PORT", str(port)) for part in command]
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(600):
            with contextlib.suppress(httpx.HTTPError):
                if path_of(url, "SELECT * { ?s ?p ?o } LIMIT 1"):
                    break
            time.sleep(0.1)
        try:
            yield url
        finally:
            process.terminate()


def path_of(url: str, query: str) -> str:
    """Return the path at which a server has SPARQL, or nothing where it does not answer yet."""
    for path in ("/sparql", "/query", "/"):
        answer = httpx.get(url + path, params={"query": query}, headers={"Accept": JSON})
        if answer.status_code == 200 and answer.headers["content-type"].startswith(JSON):
            return path
    return ""


JSON = "application/sparql-results+json"


def measure(url: str, texts: list[str], folder: Path, seconds: int, connections: int) -> float:
    """Return how many queries a server answers a second, all of them with 200."""
    path = path_of(url, texts[0])
    paths = folder / "paths"
    lines = [str(httpx.Request("GET", url + path, params={"query": q}).url.raw_path, "ascii")
             for q in texts]  # fmt: skip
    paths.write_text("\n".join(lines) + "\n", encoding="ascii")
    script = folder / "load.lua"
    script.write_text(SCRIPT % paths, encoding="utf-8")
    load = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url]
    output = subprocess.run(load, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        print(output, file=sys.stderr)
    match = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert match is not None, output
    return float(match[1])


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rdflib-endpoint", default=shutil.which("rdflib-endpoint") or "")
    parser.add_argument("--data", nargs="*", default=[])
    args = parser.parse_args()
    store = open_dataset(args.data).store
    measured: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = contestants(store, folder, args.rdflib_endpoint)
        for number in range(args.rounds):
            for title, command in commands.items():
                with running(command) as url:
                    measure(url, queries(store), folder, 1, args.connections)  # warms it up
                    rate = measure(url, queries(store), folder, args.seconds, args.connections)
                measured.setdefault(title, []).append(rate)
                print(f"round {number + 1}: {title}: {rate:.0f}/s", file=sys.stderr)
    print(f"| server | queries/s, median of {args.rounds} | beside `{OXIGRAPH}` |")
    print("|---|---|---|")
    for title, rates in measured.items():
        ratios = [rate / other for rate, other in zip(rates, measured[OXIGRAPH], strict=True)]
        print(f"| {title} | {statistics.median(rates):.0f} | {statistics.median(ratios):.2f} |")


if __name__ == "__main__":
    main()
