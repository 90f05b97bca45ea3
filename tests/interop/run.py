"""Asks every store every canned query, and writes into docs/stores.md how many answers agree.

Exits with 1 where a store has other rows than expected.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from paths import FIXTURES, ROOT

from interop.stores import STORES, Running
from nemokg.queries import catalogue
from nemokg.rdf import formats

PAGE = ROOT / "docs/stores.md"
EXPECTED = FIXTURES / "expected"
BEGIN, END = "<!-- measured -->", "<!-- end -->"
HEAD = ["store", "version", "filled", "asked by", "queries with the same rows", "in the same order"]


def main() -> int:
    """Measure, write and say."""
    lines, whole = [], True
    for store, start in STORES.items():
        with TemporaryDirectory() as folder, start(Path(folder)) as running:
            rows, ordered = compare(store, running)
        count = len(catalogue.query_names())
        whole = whole and rows == count
        cells = [store, running.version, running.filled, running.asked]
        lines.append([*cells, f"{rows} of {count}", f"{ordered} of {count}"])
        print(*lines[-1], sep=" | ", flush=True)
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    rule = ["---"] * len(HEAD)
    table = "".join(f"| {' | '.join(line)} |\n" for line in [HEAD, rule, *lines])
    PAGE.write_text(f"{before}{BEGIN}\n{table}{END}{after}", encoding="utf-8")
    return 0 if whole else 1


def compare(store: str, running: Running) -> tuple[int, int]:
    """Return how many queries have the rows that are expected, and how many in their order."""
    same = ordered = 0
    for name in catalogue.query_names():
        wanted = (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")
        try:
            found = formats.csv_text(running.answer(name))
        except Exception as error:  # whatever a store comes up with is a finding
            print(f"{store}: {name}: {error}", file=sys.stderr)
            continue
        ordered += found == wanted
        if Counter(found.splitlines()) == Counter(wanted.splitlines()):
            same += 1
        else:
            other = set(found.splitlines()) ^ set(wanted.splitlines())
            print(f"{store}: {name}: {len(other)} lines differ", file=sys.stderr)
    return same, ordered


if __name__ == "__main__":
    sys.exit(main())
