"""Rendering answers as text, for people and for programs."""

from __future__ import annotations

from nemokg.errors import OutputError
from nemokg.rdf import formats
from nemokg.rdf.results import Graph
from nemokg.rdf.vocab import compact
from nemokg.text.terminal import fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nemokg.rdf.results import Answer, Streamed, Term

_STREAMS = {"csv": formats.csv_lines, "tsv": formats.tsv_lines, "json": formats.json_lines}
FORMATS = ("table", *_STREAMS, "md", "ttl")


def render(answer: Answer, form: str | None = None, width: int | None = None) -> str:
    """Return an answer in one of `FORMATS`, ending with a line feed.

    Without a format, graphs become Turtle and everything else a table. `width` is that of
    the terminal that a table is to fit; without it, each row is one line.

    Raises OutputError if the format does not exist or does not fit the answer.

    >>> from nemokg.rdf.results import Table
    >>> from pyoxigraph import NamedNode
    >>> iri = NamedNode("https://w3id.org/nemokg/model/my-student")
    >>> print(render(Table(("student",), ((iri,),))), end="")
    student
    ----------------
    model:my-student
    """
    return "".join(pieces(answer, form, width))


def pieces(
    answer: Answer | Streamed, form: str | None = None, width: int | None = None
) -> Iterator[str]:
    r"""Return the text that `render` returns, in pieces.

    As csv, tsv and json, the rows of an answer that comes as it is read are never all in memory.
    Raises what `render` raises, before the first piece.

    >>> from nemokg.rdf.results import Solutions
    >>> list(pieces(Solutions(("n",), iter([(None,)])), "tsv"))
    ['?n\n', '\n']
    """
    form = form or ("ttl" if isinstance(answer, Graph) else "table")
    if form not in FORMATS:
        raise OutputError(f'There is no format "{form}"; choose one of {", ".join(FORMATS)}.')
    if form == "ttl":
        if not isinstance(answer, Graph):
            raise OutputError("ttl is for graphs (CONSTRUCT, DESCRIBE); choose another format.")
        return iter((formats.turtle(answer),))
    if isinstance(answer, bool):
        word = f"{str(answer).lower()}\n"
        return formats.json_lines(answer) if form == "json" else iter((word,))
    table = answer.as_table() if isinstance(answer, Graph) else answer
    if form in _STREAMS:
        return _STREAMS[form](table)
    head, cells = table.columns, [[label(term) for term in row] for row in table.rows]
    if form == "md":
        return iter((markdown(head, cells),))
    return iter((columns(head, cells) if width is None else fit(head, cells, width),))


def label(term: Term | None) -> str:
    """Return a term as people read it: prefixed names, and literals without their type."""
    return compact(formats.lexical(term)) if hasattr(term, "value") else formats.lexical(term)


def columns(head: tuple[str, ...], cells: list[list[str]]) -> str:
    """Return rows as aligned columns, one line per row however long."""
    rows = [list(head), *([_one_line(cell) for cell in row] for row in cells)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(padded) + "\n"


def markdown(head: tuple[str, ...], cells: list[list[str]]) -> str:
    r"""Return rows as a table in GitHub's Markdown.

    >>> print(markdown(("a",), [["x|y"]]), end="")
    | a |
    | --- |
    | x\|y |
    """
    rows = [list(head), ["---"] * len(head)]
    rows += [[_one_line(cell).replace("|", r"\|") for cell in row] for row in cells]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())
