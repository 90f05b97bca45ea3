"""The differences between what the facts demand and what the data hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from facts.additions import ADDED
from facts.exceptions import CHANGED, LEFT_OUT, Listed
from facts.terms import Kinds

LISTED = [*LEFT_OUT, *CHANGED, *ADDED]
"""All entries: what is left out, worded otherwise, added."""
WHOLE = "whole"
"""The field of a difference where the whole item is on one side only."""


class Difference(NamedTuple):
    """What one field of one item has on one side only."""

    kind: str
    item: str
    field: str
    in_facts: frozenset[str]
    in_data: frozenset[str]


def differences(wanted: Kinds, held: Kinds) -> list[Difference]:
    """Every difference, item by item and field by field, sorted."""
    none: frozenset[str] = frozenset()
    found = []
    for kind in wanted.keys() | held.keys():
        ours, theirs = wanted.get(kind, {}), held.get(kind, {})
        for item in ours.keys() | theirs.keys():
            if item not in theirs:
                found.append(Difference(kind, item, WHOLE, frozenset([item]), none))
            elif item not in ours:
                found.append(Difference(kind, item, WHOLE, none, frozenset([item])))
            else:
                left, right = ours[item], theirs[item]
                for field in left.keys() | right.keys():
                    before, after = left.get(field, none), right.get(field, none)
                    if before != after:
                        found.append(Difference(kind, item, field, before - after, after - before))
    return sorted(found, key=lambda one: one[:3])


def unlisted(found: Iterable[Difference], kind: str | None = None) -> list[str]:
    """Return the differences that no table lists, and the entries that no difference bears out.

    With a kind, only entries of that kind are looked for.
    """
    problems = []
    unused = {entry for entry in LISTED if kind in (None, entry.kind)}
    for one in found:
        entries = [entry for entry in table(one) if entry.covers(*one[:3])]
        if len(entries) != 1:
            problems.append(f"{len(entries)} entries list {shown(one)}")
            continue
        unused.discard(entries[0])
        if not borne_out(one, entries[0]):
            problems.append(f"listed otherwise: {shown(one)}")
    problems += [
        f"listed, not there: {entry.kind} {entry.items} {entry.fields}" for entry in unused
    ]
    return problems


def table(one: Difference) -> list[Listed]:
    """Return the table to which a difference belongs by its sides."""
    if one.in_facts and one.in_data:
        return CHANGED
    return LEFT_OUT if one.in_facts else ADDED


def borne_out(one: Difference, entry: Listed) -> bool:
    """Whether a difference is the one that the entry describes."""
    before, after = " ".join(sorted(one.in_facts)), " ".join(sorted(one.in_data))
    if not entry.before:
        return not entry.after or entry.after == after
    return entry.before in before and before.replace(entry.before, entry.after) == after


def shown(one: Difference) -> str:
    """Return a difference on a few lines."""
    sides = [f"  facts: {words}" for words in sorted(one.in_facts)]
    sides += [f"  data:  {words}" for words in sorted(one.in_data)]
    return "\n".join([f"{one.kind} {one.item} {one.field}", *sides])
