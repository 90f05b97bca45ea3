"""Markdown of the explainer's table, for people: ★ new in a later round, ↺ used again in it.

The stages of a model are joined by arrows, the algorithms of a stage by plus signs.
"""

from __future__ import annotations

from itertools import groupby

from nemokg.export.explainer_table import COLUMNS, rows
from nemokg.text.answers import markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

    from nemokg.export.explainer_table import Entry, Row

NEW, REUSED, INFERRED = "★", "↺", "○"
_KEY = (
    f"\n{NEW} made for a later round of distillation, {REUSED} used again in it,"
    f" {INFERRED} inferred.\n"
)


def render(store: Store) -> str:
    """Return the explainer's table as a table of GitHub's Markdown, with its key.

    >>> from pyoxigraph import Store
    >>> print(render(Store()).splitlines()[0])
    | Model | Init from | Data | Algorithm | Feeds |
    """
    cells = [
        [
            " ".join(filter(None, (NEW if row.made_in else "", row.label or row.model))),
            *(_cell(row, column) for column in COLUMNS),
        ]
        for row in rows(store)
    ]
    escaped = [[_escaped(cell) for cell in line] for line in cells]
    return markdown(("Model", *COLUMNS), escaped) + _KEY


def _cell(row: Row, column: str) -> str:
    stages = groupby(row.cells[column], key=lambda entry: entry.step)
    if column != "Algorithm":
        return ", ".join(_words(entry, row) for entry in row.cells[column])
    return " → ".join(" + ".join(_words(e, row) for e in entries) for _, entries in stages)


def _words(entry: Entry, row: Row) -> str:
    marks = {REUSED: entry.item in row.reused_for, INFERRED: entry.status == "inferred"}
    return " ".join([entry.words, *(mark for mark, holds in marks.items() if holds)])


def _escaped(text: str) -> str:
    r"""Return a text in which Markdown reads no markup; `markdown` escapes the pipes.

    >>> print(_escaped("a*b_c <i>"))
    a\*b\_c &lt;i>
    """
    for mark in "\\`*_~[]":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("&", "&amp;").replace("<", "&lt;")
