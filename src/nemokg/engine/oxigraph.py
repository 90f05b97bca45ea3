"""The engine that is embedded in the process."""

from __future__ import annotations

from pyoxigraph import QueryBoolean, QueryTriples, Store

from nemokg.engine.base import EngineBase
from nemokg.engine.ordering import sorted_rows
from nemokg.errors import EngineError, SparqlError
from nemokg.rdf.results import Graph, Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import QuerySolutions

    from nemokg.rdf.results import Streamed, Term

_FAILURES = (OSError, RuntimeError, ValueError)


class OxigraphEngine(EngineBase):
    """Answers from the default graph of an Oxigraph store.

    The store may be given as a function, which is called for each query.

    >>> from pyoxigraph import Store
    >>> engine = OxigraphEngine(Store())
    >>> engine.ask("ASK { ?s ?p ?o }")
    False
    >>> engine.select("SELECT ?n WHERE { VALUES ?n { 1 2 } }").column("n")
    [1, 2]
    """

    __slots__ = ("_store",)

    def __init__(self, store: Store | Callable[[], Store]) -> None:
        self._store = store

    @property
    def store(self) -> Store:
        """The store that answers."""
        return self._store if isinstance(self._store, Store) else self._store()

    def stream(self, text: str) -> Streamed:
        """Answer a query of any form, with the rows of a SELECT as they come."""
        try:
            if rows := sorted_rows(self.store, text):
                return Solutions(*rows)
            result = self.store.query(text)
            if isinstance(result, QueryTriples):
                return Graph(tuple(result))
        except SyntaxError as error:
            raise SparqlError(f"the SPARQL does not parse: {problem(error.msg)}.") from error
        except _FAILURES as error:
            raise _failed(error) from error
        return _streamed(result)


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


def _failed(error: Exception) -> EngineError:
    return EngineError(f"the store could not answer the query: {error}.")
