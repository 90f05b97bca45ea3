"""Laying out rows for the width of a terminal: as a table if that reads well, else as records."""

from __future__ import annotations

# A column of text is squeezed no further than this; names are never broken.
_TEXT_WIDTH = 30
_GAP = 3


def fit_table_to_width(head: tuple[str, ...], cells: list[list[str]], width: int) -> str:
    """Return rows as text that fits the width.

    Prefixes that all names of a column share give way first, then a last column of claims, since
    a claim's name says what the row says.

    >>> print(fit_table_to_width(("name", "note"), [["a-long-name", "two words"]], 40), end="")
     name          note
     ───────────────────────
     a-long-name   two words
    >>> print(fit_table_to_width(("name", "note"), [["a-long-name", "two words"]], 20), end="")
    name  a-long-name
    note  two words
    >>> cells = [["model:b", "claim:b--initializedFrom--a"]]
    >>> print(fit_table_to_width(("child", "claim"), cells, 20), end="")
     child
     ─────
     b
    (The column claim does not fit; use --format csv.)
    """
    if not cells:
        return _table(head, cells, width)
    brief = _without_shared_prefixes(cells)
    for rows in (cells, brief):
        if _least_total(head, rows) <= width:
            return _table(head, rows, width)
    shorter = [row[:-1] for row in brief]
    claims = all(row[-1].startswith("claim:") for row in cells)
    if claims and _least_total(head[:-1], shorter) <= width:
        table = _table(head[:-1], shorter, width)
        return f"{table}(The column {head[-1]} does not fit; use --format csv.)\n"
    return vertical_table(head, cells, width)


def _shared_prefix(column: tuple[str, ...]) -> str:
    """Return the prefix that all names of a column have, or an empty string; claims keep theirs."""
    prefixes = {cell.partition(":")[0] for cell in column if cell}
    (prefix,) = prefixes if len(prefixes) == 1 else ("",)
    named = (
        prefix.isalpha()
        and prefix.islower()
        and all(" " not in cell and ":" in cell for cell in column if cell)
    )
    return f"{prefix}:" if named and prefix != "claim" else ""


def _without_shared_prefixes(cells: list[list[str]]) -> list[list[str]]:
    prefixes = [_shared_prefix(column) for column in zip(*cells, strict=True)]
    return [
        [cell.removeprefix(prefix) for cell, prefix in zip(row, prefixes, strict=True)]
        for row in cells
    ]


def vertical_table(head: tuple[str, ...], cells: list[list[str]], width: int) -> str:
    """Return each row as a block of names and values, without what is empty."""
    from textwrap import wrap

    indent = max(map(len, head), default=0) + 2
    blocks = []
    for row in cells:
        lines: list[str] = []
        for name, cell in zip(head, row, strict=True):
            # Names are not broken: they may be copied, and a terminal folds them by itself.
            parts = wrap(
                cell,
                max(width - indent, _TEXT_WIDTH),
                break_long_words=False,
                break_on_hyphens=False,
            )
            lines += [
                ("" if i else name).ljust(indent) + part + "\n" for i, part in enumerate(parts)
            ]
        blocks.append("".join(lines))
    return "\n".join(blocks)


def _least_widths(head: tuple[str, ...], cells: list[list[str]]) -> list[int]:
    return [_least_width(column) for column in zip(head, *cells, strict=True)]


def _least_total(head: tuple[str, ...], cells: list[list[str]]) -> int:
    return sum(_least_widths(head, cells)) + _GAP * len(head)


def _least_width(column: tuple[str, ...]) -> int:
    longest_word = max(len(word) for cell in column for word in cell.split() or [""])
    longest = max(len(cell) for cell in column)
    return max(longest_word, min(longest, _TEXT_WIDTH))


def _table(head: tuple[str, ...], cells: list[list[str]], width: int) -> str:
    from io import StringIO

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, minimum in zip(head, _least_widths(head, cells), strict=True):
        table.add_column(name, min_width=minimum)
    for row in cells:
        # Text, since a string would have its square brackets read as markup.
        table.add_row(*map(Text, row))
    buffer = StringIO()
    Console(file=buffer, width=width, force_terminal=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines() if line.strip())
