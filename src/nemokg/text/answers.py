"""Rendering answers as text, for people and for programs."""

from __future__ import annotations

from nemokg.characters import visible_text
from nemokg.errors import OutputError
from nemokg.rdf import formats
from nemokg.rdf.printable import printable_text
from nemokg.rdf.results import Graph
from nemokg.rdf.vocab import prefixed_name
from nemokg.text.terminal import fit_table_to_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nemokg.rdf.results import Answer, Streamed, Term

_STREAMS = {"csv": formats.csv_lines, "tsv": formats.tsv_lines, "json": formats.json_lines}
FORMATS = ("table", *_STREAMS, "md", "ttl")


def render_answer(answer: Answer, form: str | None = None, width: int | None = None) -> str:
    """Return an answer in one of `FORMATS`, ending with a line feed.

    Without a format, graphs become Turtle and everything else a table. `width` is that of
    the terminal that a table is to fit; without it, each row is one line.

    Raises OutputError if the format does not exist or does not fit the answer.

    >>> from nemokg.rdf.results import Table
    >>> from pyoxigraph import NamedNode
    >>> iri = NamedNode("https://w3id.org/nemokg/model/my-student")
    >>> print(render_answer(Table(("student",), ((iri,),))), end="")
    student
    ----------------
    model:my-student
    """
    return "".join(answer_pieces(answer, form, width))


def answer_pieces(
    answer: Answer | Streamed, form: str | None = None, width: int | None = None
) -> Iterator[str]:
    r"""Return the text that `render_answer` returns, in pieces.

    As csv, tsv and json, the rows of an answer that comes as it is read are never all in memory.
    Raises what `render_answer` raises, before the first piece.

    >>> from nemokg.rdf.results import Solutions
    >>> list(answer_pieces(Solutions(("n",), iter([(None,)])), "tsv"))
    ['?n\n', '\n']
    """
    form = form or ("ttl" if isinstance(answer, Graph) else "table")
    if form not in FORMATS:
        raise OutputError(f'There is no format "{form}"; choose one of {", ".join(FORMATS)}.')
    if form == "ttl":
        if not isinstance(answer, Graph):
            raise OutputError("ttl is for graphs (CONSTRUCT, DESCRIBE); choose another format.")
        return iter((formats.turtle_text(answer),))
    if isinstance(answer, bool):
        word = f"{str(answer).lower()}\n"
        return formats.json_lines(answer) if form == "json" else iter((word,))
    table = answer.as_table() if isinstance(answer, Graph) else answer
    if form in _STREAMS:
        return _STREAMS[form](table)
    head, cells = table.columns, [[term_label(term) for term in row] for row in table.rows]
    if form == "table":
        cells = [list(map(_visible_cell, row)) for row in cells]
    if form == "md":
        return iter((markdown_table(head, cells),))
    return iter(
        (aligned_columns(head, cells) if width is None else fit_table_to_width(head, cells, width),)
    )


def term_label(term: Term | None) -> str:
    """Return a term as people read it: prefixed names, and literals without their type."""
    return (
        prefixed_name(formats.bare_text(term))
        if hasattr(term, "value")
        else formats.bare_text(term)
    )


def _visible_cell(text: str) -> str:
    return visible_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def aligned_columns(head: tuple[str, ...], cells: list[list[str]]) -> str:
    """Return rows as aligned columns, one line per row however long."""
    rows = [list(head), *([_one_line(cell) for cell in row] for row in cells)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(padded) + "\n"


def markdown_table(head: tuple[str, ...], cells: list[list[str]]) -> str:
    r"""Return rows as a table in GitHub's Markdown.

    >>> print(markdown_table(("a",), [["x|y"]]), end="")
    | a |
    | --- |
    | x\|y |
    """
    rows = [list(head), ["---"] * len(head)]
    rows += [
        [_one_line(printable_text(cell, "Markdown")).replace("|", r"\|") for cell in row]
        for row in cells
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())
