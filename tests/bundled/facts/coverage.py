"""The report coverage.md: what the facts contain, what the data contain, and every difference.

Regenerate it with
`PYTHONPATH=tests:tests/bundled python -m facts.coverage > tests/bundled/facts/coverage.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from facts import derived, found
from facts.additions import ADDED
from facts.compare import WHOLE
from facts.counts import Counts, in_data, in_facts
from facts.exceptions import CHANGED, LEFT_OUT, MOVED, Listed

HEAD = """# Coverage: the curated facts compared with the data

The Turtle in `data/` was written from curated facts, which are kept frozen in this folder. This
report counts both sides and lists every difference. `tests/bundled/test_audit.py` compares them
item by item and field by field, in both directions: it fails on a difference that is not listed
here, on a listed difference that does not exist, and when this report is out of date. Fields
without a prefix, such as `shown-in`, are fields of the facts that the data express through their
structure.

*The explainer* is the web page about Nemotron 3 Ultra from which the facts began; *the seed* is the
plain text of that page.

| kind | in the facts | in the data | left out | added | why |
|---|---:|---:|---:|---:|---|
"""
WHY = {
    "values": (16, 8, "left out: makers of external models, which have no locator; added: starting"
               " points that the report leaves vague, the other side of C-17 and C-34"),
    "sources": (0, 2, "the works whose editions and parts the facts list"),
    "pieces of evidence": (0, 31, "for descriptions of starting points, competing claims, releases"
                           " and the models of result tables"),
}  # fmt: skip
"""Where the counts differ: how many items are left out and added, and why."""


def page(facts_side: Counts, data_side: Counts) -> str:
    """Return the whole page in Markdown."""
    return HEAD + "".join([
        *(line + "\n" for line in rows(facts_side, data_side)),
        *section("Left out", "In the facts but not in the data.", LEFT_OUT),
        *section("Changed", "Worded differently in the data: facts → data.", CHANGED),
        *moved(),
        *section("Added", "In the data but not in the facts.", ADDED),
    ])  # fmt: skip


def rows(facts_side: Counts, data_side: Counts) -> Iterator[str]:
    """Yield the rows of the table of counts."""
    for kind, count in facts_side.items():
        left, added, why = WHY.get(kind, (0, 0, ""))
        yield f"| {kind} | {count} | {data_side[kind]} | {left} | {added} | {why} |"


def section(title: str, words: str, entries: Iterable[Listed]) -> Iterator[str]:
    """One list of differences, a bullet for each reason."""
    yield f"\n## {title}\n\n{words} The number of differences is in brackets.\n\n"
    for entry in entries:
        items = ", ".join(f"`{item}`" for item in entry.items.split())
        fields = ", ".join(f"`{field}`" for field in entry.fields.split() if field != WHOLE)
        where = f"{fields} of {items}" if fields else items
        yield f"- {where} ({entry.number}): {entry.reason}{exact(entry)}.\n"


def exact(entry: Listed) -> str:
    """Return the words of a change or addition."""
    if entry.before:
        return f"; `{entry.before}` → " + (f"`{entry.after}`" if entry.after else "nothing")
    return f"; `{entry.after}`" if entry.after else ""


def moved() -> Iterator[str]:
    """Yield the items that have another name in the data."""
    for before, after in MOVED.items():
        yield f"- `{before}` is named `{after}` after what it denies.\n"


def current() -> str:
    """Return the report as it should be now."""
    read = found.subjects()
    return page(in_facts(), in_data(derived.held(read), read))


if __name__ == "__main__":
    sys.stdout.write(current())
