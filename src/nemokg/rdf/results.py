"""The values that a query takes and returns: read-only, without behaviour beyond reading them.

They are plain classes with slots, since the standard ways to declare values cost several
milliseconds of import time, which every cold query would pay. (`report` has the other values.)

Terms are those of pyoxigraph (``NamedNode``, ``BlankNode``, ``Literal``), whichever engine
answered.
"""

from __future__ import annotations

from operator import itemgetter

from nemokg.characters import visible_text
from nemokg.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
    Answer: TypeAlias = "Table | Graph | bool"
    Streamed: TypeAlias = "Solutions | Graph | bool"

# A notebook keeps what it displays: more rows than this are left out.
_DISPLAYED = 200


class Value:
    """A read-only value, equal to any other of its class with equal parts."""

    __slots__: tuple[str, ...] = ()

    def _fill(self, **parts: object) -> None:
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    def _parts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is read-only")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        parts = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return visible_text(f"{type(self).__name__}({', '.join(parts)})")


def python_value(term: Term | None) -> str | int | float | bool | None:
    """Return a term as a Python value: an IRI as text, a number or boolean as itself.

    >>> from pyoxigraph import Literal, NamedNode
    >>> python_value(Literal(5)), python_value(Literal(True)), python_value(NamedNode("https://w3id.org/nemokg/"))
    (5, True, 'https://w3id.org/nemokg/')
    """
    if term is None:
        return None
    text: str = term.value if hasattr(term, "value") else str(term)
    datatype = getattr(term, "datatype", None)
    kind = datatype.value.rpartition("#")[2] if datatype else ""
    if kind == "boolean":
        return text in ("true", "1")
    try:
        if kind == "integer":
            return int(text)
        if kind in ("decimal", "double", "float"):
            return float(text)
    except ValueError:  # an ill-formed number stays the text that it is
        pass
    return text


class Row(tuple["Term | None", ...]):
    """A row of a table: a tuple of terms, with columns as attributes, None where unbound."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Any:
        # Only what is no column comes here; columns are properties of the class of the table.
        columns = ", ".join(type(self).__match_args__)
        raise AttributeError(f"the row has no column {name!r}; its columns are {columns}")

    def __repr__(self) -> str:
        parts = zip(type(self).__match_args__, self, strict=True)
        return visible_text(f"Row({', '.join(f'{name}={term}' for name, term in parts)})")


class Table(Value):
    """The result set of a SELECT: names of columns, and rows of terms (None where unbound).

    >>> from pyoxigraph import Literal
    >>> table = Table(("n",), ((Literal(1),), (None,)))
    >>> len(table), table.column("n"), list(table.records())
    (2, [1, None], [{'n': 1}, {'n': None}])
    >>> [row.n for row in table][0].value
    '1'
    """

    __slots__ = ("columns", "rows")
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __init__(self, columns: tuple[str, ...], rows: tuple[tuple[Term | None, ...], ...]) -> None:
        self._fill(columns=columns, rows=rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows, in a class of their own so that a column can have any name."""
        columns = {name: property(itemgetter(i)) for i, name in enumerate(self.columns)}
        members: dict[str, object] = {**columns, "__slots__": (), "__match_args__": self.columns}
        return map(type("Row", (Row,), members), self.rows)

    def records(self) -> Iterator[dict[str, str | int | float | bool | None]]:
        """Yield each row as a dictionary of Python values (see `python_value`)."""
        for row in self.rows:
            yield dict(zip(self.columns, map(python_value, row), strict=True))

    def column(self, name: str) -> list[str | int | float | bool | None]:
        """Return one column as Python values; KeyError if there is no column with this name."""
        if name not in self.columns:
            raise KeyError(f"no column {name!r}; the columns are {', '.join(self.columns)}")
        index = self.columns.index(name)
        return [python_value(row[index]) for row in self.rows]

    def to_pandas(self) -> Any:
        """Return the table as a pandas DataFrame; OutputError if pandas is not installed."""
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise OutputError("pandas is not installed; run `pip install pandas`.") from error
        return DataFrame(list(self.records()), columns=list(self.columns))

    def _repr_html_(self) -> str:
        from nemokg.rdf import html

        rows = [
            ["" if value is None else str(value) for value in map(python_value, row)]
            for row in self
        ]
        hidden = len(rows) - _DISPLAYED
        note = f"{hidden:,} more of {len(rows):,} rows" if hidden > 0 else ""
        return html.html_table(self.columns, rows[:_DISPLAYED], note)


class Solutions(Value):
    """The result set of a SELECT as it comes: names of columns, and rows that can be read once.

    >>> solutions = Solutions(("n",), iter([(None,)]))
    >>> solutions.remaining_table()
    Table(columns=('n',), rows=((None,),))
    """

    __slots__ = ("columns", "rows")
    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]

    def __init__(self, columns: tuple[str, ...], rows: Iterator[tuple[Term | None, ...]]) -> None:
        self._fill(columns=columns, rows=rows)

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return self.rows

    def remaining_table(self) -> Table:
        """Return the remaining rows as a table."""
        return Table(self.columns, tuple(self.rows))


class Graph(Value):
    """The result of a CONSTRUCT or DESCRIBE: triples, in the order of their N-Triples text."""

    __slots__ = ("triples",)
    triples: tuple[Triple, ...]

    def __init__(self, triples: tuple[Triple, ...]) -> None:
        self._fill(triples=tuple(sorted(triples, key=str)))

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def as_table(self) -> Table:
        """Return the triples as a table of subject, predicate and object."""
        rows = tuple((t.subject, t.predicate, t.object) for t in self.triples)
        return Table(("subject", "predicate", "object"), rows)


class Parameter(Value):
    """A parameter of a canned query: its name, and its default as printed in the query's header."""

    __slots__ = ("default", "name")
    name: str
    default: str

    def __init__(self, name: str, default: str) -> None:
        self._fill(name=name, default=default)


class CannedQuery(Value):
    """A query file: its header, its parameters, and its SPARQL text, unchanged."""

    __slots__ = (
        "description",
        "enumerated",
        "name",
        "parameters",
        "path",
        "summary",
        "tags",
        "text",
    )
    name: str
    path: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    enumerated: tuple[str, ...]
    text: str

    def __init__(
        self,
        name: str,
        path: str,
        summary: str,
        description: str,
        tags: tuple[str, ...],
        parameters: tuple[Parameter, ...],
        enumerated: tuple[str, ...],
        text: str,
    ) -> None:
        self._fill(
            name=name,
            path=path,
            summary=summary,
            description=description,
            tags=tags,
            parameters=parameters,
            enumerated=enumerated,
            text=text,
        )
