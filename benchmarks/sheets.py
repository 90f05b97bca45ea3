"""What checking a sheet of 100 models and 500 edges costs, beside validating what it is built into.

    python benchmarks/sheets.py

Printed are the seconds of each command, the least of some rounds, and their ratio.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from contest import SRC

MODELS, EDGES_EACH = 100, 4  # besides that of the weights
HEAD = """\
sheet: 1

pipeline:
  id: flock
  label: Flock
  definition: A hundred birds, each taught by others.
  primary: flock-report
  released: bird-{last}

sources:
  flock-report:
    title: A report on the flock
    kind: technical-report
    tier: primary

evidence: flock-report @ whole text

models:
"""
KEYS = ("data-from", "judged-by", "distilled-from", "filtered-by")


def made_sheet(models: int = MODELS) -> str:
    """Return a sheet with so many models, each with five edges."""
    lines = [HEAD.format(last=models).rstrip("\n")]
    for number in range(1, models + 1):
        parent = f"bird-{number - 1}" if number > 1 else "egg"
        lines += [
            f"  bird-{number}:",
            f"    label: Bird {number}",
            f"    definition: The bird with the number {number}.",
            "    from:",
            f"      {parent}: flock-report @ §{number}",
        ]
        for step, key in enumerate(KEYS[:EDGES_EACH], 1):
            other = (number * 7 + step * 13) % models + 1
            lines += [f"    {key}:", f"      bird-{other}: flock-report @ §{number}.{step}"]
    return "\n".join([*lines, "", "externals:", "  egg:", "    label: Egg", ""])


def seconds(rounds: int, *arguments: str) -> float:
    """Return the least time that a command takes, a process of its own each time."""
    command = [sys.executable, "-m", "nemokg", *arguments]
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(SRC)}
        )
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        sheet, built = Path(folder, "flock.sheet.yaml"), Path(folder, "flock.ttl")
        sheet.write_text(made_sheet(), encoding="utf-8")
        build = seconds(1, "sheet", "build", str(sheet), "--output", str(built))
        check = seconds(rounds, "sheet", "check", str(sheet))
        validate = seconds(rounds, "validate", "--data", str(built))
    print(f"nemokg sheet build    {build:.2f} s (once)")
    print(f"nemokg sheet check    {check:.2f} s")
    print(f"nemokg validate       {validate:.2f} s, of the same Turtle")
    print(f"ratio                 {check / validate:.2f}")


if __name__ == "__main__":
    main()
