"""The page docs/coverage.md: what the facts hold, what the data hold, and every difference.

Written anew with `PYTHONPATH=tests python -m facts.coverage > docs/coverage.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from facts import derived, found
from facts.additions import ADDED
from facts.compare import WHOLE
from facts.counts import Counts, in_data, in_facts
from facts.exceptions import CHANGED, LEFT_OUT, MOVED, Listed

HEAD = """# What the facts hold against what the data hold

The Turtle in `data/` was written from curated facts, which lie frozen in `tests/facts/`. This page
counts both sides and lists every difference. `tests/test_audit.py` compares them item by item and
field by field, in both directions: it fails on a difference that is not listed here, on a listed
one that is not there, and when this page is out of date. Fields without a prefix, such as
`shown-in`, are those of the facts that the data give by their structure.

| kind | in the facts | in the data | left out | added | why |
|---|---:|---:|---:|---:|---|
"""
WHY = {
    "values": (16, 8, "left out: makers of external models, which have no locator; added: starts"
               " that the report leaves vague, the other side of C-17 and C-34"),
    "sources": (0, 2, "the works whose editions and parts the facts list"),
    "pieces of evidence": (0, 31, "for start descriptions, competing claims, releases and the"
                           " models of result tables"),
}  # fmt: skip
"""Where the counts differ: how many are left out and added, and why."""


def page(facts_side: Counts, data_side: Counts) -> str:
    """Return the whole page in Markdown."""
    return HEAD + "".join([
        *(line + "\n" for line in rows(facts_side, data_side)),
        *section("Left out", "Held by the facts and not by the data.", LEFT_OUT),
        *section("Changed", "Written otherwise in the data: these words for those.", CHANGED),
        *moved(),
        *section("Added", "Held by the data beyond the facts.", ADDED),
    ])  # fmt: skip


def rows(facts_side: Counts, data_side: Counts) -> Iterator[str]:
    """Yield the rows of the table of counts."""
    for kind, count in facts_side.items():
        left, added, why = WHY.get(kind, (0, 0, ""))
        yield f"| {kind} | {count} | {data_side[kind]} | {left} | {added} | {why} |"


def section(title: str, words: str, entries: Iterable[Listed]) -> Iterator[str]:
    """One list of differences, a bullet for each reason."""
    yield f"\n## {title}\n\n{words} In brackets: how many differences.\n\n"
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
    """Return the page as it ought to be now."""
    read = found.subjects()
    return page(in_facts(), in_data(derived.held(read), read))


if __name__ == "__main__":
    sys.stdout.write(current())
