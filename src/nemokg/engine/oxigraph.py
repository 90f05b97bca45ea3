"""The engine that is embedded in the process."""

from __future__ import annotations

from itertools import chain, islice

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    Store,
    parse_query_results,
)

from nemokg.engine.base import EngineBase
from nemokg.engine.ordering import sorted_rows
from nemokg.engine.remembered import MOST_ROWS
from nemokg.errors import EngineError, SparqlError
from nemokg.rdf.formats import tsv_lines
from nemokg.rdf.results import Graph, Solutions, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import QuerySolutions

    from nemokg.engine.remembered import Answers
    from nemokg.rdf.results import Streamed, Term

_TSV = QueryResultsFormat.TSV
_FAILURES = (OSError, RuntimeError, ValueError)


class OxigraphEngine(EngineBase):
    """Answers from the default graph of an Oxigraph store.

    The store may be given as a function, which is called when it is needed: not for a query whose
    answer is among the `answers` kept.

    >>> from pyoxigraph import Store
    >>> engine = OxigraphEngine(Store())
    >>> engine.ask("ASK { ?s ?p ?o }")
    False
    >>> engine.select("SELECT ?n WHERE { VALUES ?n { 1 2 } }").column("n")
    [1, 2]
    """

    __slots__ = ("_store", "answers")

    def __init__(self, store: Store | Callable[[], Store], answers: Answers | None = None) -> None:
        self._store = store
        self.answers = answers

    @property
    def store(self) -> Store:
        """The store that answers."""
        return self._store if isinstance(self._store, Store) else self._store()

    def stream(self, text: str) -> Streamed:
        """Answer a query of any form, with the rows of a SELECT as they come."""
        kept = self.answers.get(text) if self.answers else None
        if kept is not None:
            return _streamed(parse_query_results(kept, format=_TSV))
        try:
            if self.answers is None and (rows := sorted_rows(self.store, text)):
                return Solutions(*rows)
            result = self.store.query(text)
            if isinstance(result, QueryTriples):
                return Graph(tuple(result))
        except SyntaxError as error:
            raise SparqlError(f"the SPARQL does not parse: {problem(error.msg)}.") from error
        except _FAILURES as error:
            raise _failed(error) from error
        answer = _streamed(result)
        return answer if self.answers is None else _kept(answer, text, self.answers)


def problem(message: str) -> str:
    """Return where the parser stopped and why, without its list of all that could follow there."""
    import re

    place = re.match(r"error at (\d+):(\d+): ", message)
    reason = " ".join(message[place.end() if place else 0 :].split()).rstrip(".")
    if place is None:
        return reason
    where = f"line {place[1]}, column {place[2]}"
    return f"{where}; mend it there" if reason.startswith("expected") else f"{where}: {reason}"


def _streamed(result: QuerySolutions | QueryBoolean) -> Solutions | bool:
    if isinstance(result, QueryBoolean):
        return bool(result)
    return Solutions(tuple(variable.value for variable in result.variables), _rows(result))


def _rows(solutions: QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    try:
        yield from map(tuple, solutions)
    except _FAILURES as error:
        raise _failed(error) from error


def _kept(answer: Solutions | bool, text: str, answers: Answers) -> Solutions | bool:
    """Return an answer, which is kept for the next time if it is short."""
    if isinstance(answer, bool):
        answers.put(text, f"{str(answer).lower()}\n".encode())
        return answer
    first = tuple(islice(answer.rows, MOST_ROWS + 1))
    if len(first) <= MOST_ROWS:
        answers.put(text, "".join(tsv_lines(Table(answer.columns, first))).encode())
    return Solutions(answer.columns, chain(first, answer.rows))


def _failed(error: Exception) -> EngineError:
    return EngineError(f"the store could not answer the query: {error}.")
