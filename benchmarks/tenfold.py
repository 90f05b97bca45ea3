"""What validation and closure cost over one, three and ten times the data.

    python benchmarks/tenfold.py

The bundled pipelines are written down several times, each time with names of their own, and say of
all data to train on who generated and filtered them, so that chains of properties have work to do;
the made-up families of generate.py are taken in like numbers. Printed are the seconds of processor
time that each command takes, the least of some rounds, and how many times the first they are.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import generate
from contest import SRC
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from nemokg.dataset.reading import rdf_files, store_of_files
from nemokg.files.resources import bundled_directory
from nemokg.rdf.vocab import BASE, PREFIXES

COMMANDS = {
    "nemokg validate --data": ("validate", "--data"),
    "nemokg reason --data": ("reason", "--data"),
    "nemokg query --entailed --data": ("query", "edges", "--limit", "1", "--entailed", "--data"),
}
TIMES = (1, 3, 10)
TRIPLES = 20_000


class Pipelines:
    """The bundled pipelines, to be written down under other names."""

    def __init__(self) -> None:
        files = rdf_files([bundled_directory("data")])
        shared = store_of_files(file for file in files if "/shared/" in file)
        self._store = store_of_files(file for file in files if "/shared/" not in file)
        described_elsewhere = {quad.subject for quad in shared}
        self._own = {
            quad.subject.value
            for quad in self._store
            if isinstance(quad.subject, NamedNode)
            and quad.subject.value.startswith(BASE)
            and quad.subject not in described_elsewhere
        }
        self._names = {iri.rpartition("/")[2] for iri in self._own}
        trained = NamedNode(PREFIXES["nemo"] + "trainedOn")
        for quad in list(self._store.quads_for_pattern(None, trained, None)):
            for name in ("generatedBy", "filteredBy"):
                if isinstance(quad.object, NamedNode):
                    property_ = NamedNode(PREFIXES["nemo"] + name)
                    self._store.add(Quad(quad.object, property_, quad.subject))

    def write(self, times: int, file: Path) -> int:
        """Write them so many times, as N-Triples; return the number of triples."""
        copies = Store()
        for number in range(1, times + 1):
            copies.bulk_extend(
                Quad(
                    self._renamed(quad.subject, number),
                    quad.predicate,
                    self._renamed(quad.object, number),
                )
                for quad in self._store
            )
        serialize((quad.triple for quad in copies), str(file), RdfFormat.N_TRIPLES)
        return len(copies)

    def _renamed(self, term: Any, number: int) -> Any:
        """Return a term, under another name if it is described here; names of parts change too."""
        if not isinstance(term, NamedNode) or term.value not in self._own:
            return term
        space, slash, name = term.value.rpartition("/")
        parts = [f"{part}-{number}" if part in self._names else part for part in name.split("--")]
        joined = "--".join(parts)
        return NamedNode(space + slash + (joined if joined != name else f"{name}-{number}"))


def seconds(command: tuple[str, ...], rounds: int) -> float:
    """Return the processor time of a command of nemokg, the least of some rounds."""
    least = float("inf")
    for _ in range(rounds):
        before = _children()
        subprocess.run(
            [sys.executable, "-m", "nemokg", *command],
            env={**os.environ, "PYTHONPATH": str(SRC)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        least = min(least, _children() - before)
    return least


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(title: str, files: dict[int, tuple[Path, int]], rounds: int) -> None:
    """Print a table of what each command costs over files of growing size."""
    sizes = " | ".join(f"{count:,} triples" for _, count in files.values())
    print(f"| {title}: seconds | {sizes} |\n| --- |{' ---: |' * len(files)}")
    for name, command in COMMANDS.items():
        times = [seconds((*command, str(file)), rounds) for file, _ in files.values()]
        cells = (f"{each:.2f} (×{each / times[0]:.1f})" for each in times)
        print(f"| `{name}` | {' | '.join(cells)} |", flush=True)
    print()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the least of so many")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pipelines, made, written = Pipelines(), {}, {}
        for times in TIMES:
            file = Path(folder) / f"bundled-{times}.nt"
            written[times] = (file, pipelines.write(times, file))
            file = Path(folder) / f"made-{times}.nt"
            made[times] = (file, generate.write(str(file), times * TRIPLES))
        report("bundled pipelines", written, args.rounds)
        report("made-up families", made, args.rounds)


if __name__ == "__main__":
    main()
