"""The engine that is embedded in the process."""

from __future__ import annotations

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    Store,
    parse_query_results,
)

from nemokg.engine.base import EngineBase
from nemokg.engine.ordering import sorted_rows
from nemokg.errors import EngineError, SparqlError
from nemokg.model import Graph, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import QuerySolutions

    from nemokg.answers import Answers
    from nemokg.model import Answer

_JSON = QueryResultsFormat.JSON


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

    def query(self, text: str) -> Answer:
        """Answer a query of any form: a Table, a Graph, or True or False."""
        kept = self.answers.get(text) if self.answers else None
        if kept is not None:
            return _value(parse_query_results(kept, format=_JSON))
        try:
            if self.answers is None and (rows := sorted_rows(self.store, text)):
                return Table(*rows)
            result = self.store.query(text)
            if isinstance(result, QueryTriples):
                return Graph(tuple(result))
            if self.answers is None:
                return _value(result)
            content = result.serialize(format=_JSON)
        except SyntaxError as error:
            raise SparqlError(f"the SPARQL does not parse: {problem(error.msg)}.") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"the store could not answer the query: {error}.") from error
        assert content is not None  # it is None only where serialize writes to a file
        self.answers.put(text, content)
        return _value(parse_query_results(content, format=_JSON))


def problem(message: str) -> str:
    """Return where the parser stopped and why, without its list of all that could follow there."""
    import re

    place = re.match(r"error at (\d+):(\d+): ", message)
    reason = " ".join(message[place.end() if place else 0 :].split()).rstrip(".")
    if place is None:
        return reason
    where = f"line {place[1]}, column {place[2]}"
    return f"{where}; mend it there" if reason.startswith("expected") else f"{where}: {reason}"


def _value(result: QuerySolutions | QueryBoolean) -> Table | bool:
    if isinstance(result, QueryBoolean):
        return bool(result)
    columns = tuple(variable.value for variable in result.variables)
    return Table(columns, tuple(tuple(solution) for solution in result))
