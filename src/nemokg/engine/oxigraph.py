"""The engine that is embedded in the process."""

from __future__ import annotations

import re

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    Store,
    parse_query_results,
)

from nemokg.errors import EngineError, SparqlError
from nemokg.model import Graph, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import QuerySolutions

    from nemokg.answers import Answers
    from nemokg.model import Answer


_JSON = QueryResultsFormat.JSON


class OxigraphEngine:
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
            result = self.store.query(text)
            if isinstance(result, QueryTriples):
                return Graph(tuple(result))
            if self.answers is None:
                return _value(result)
            content = result.serialize(format=_JSON)
        except SyntaxError as error:
            problem = re.sub(r"^error at (\d+):(\d+): ", r"line \1, column \2: ", error.msg)
            raise SparqlError(f"the SPARQL does not parse: {problem}.") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"the store could not answer the query: {error}.") from error
        assert content is not None  # it is None only where serialize writes to a file
        self.answers.put(text, content)
        return _value(parse_query_results(content, format=_JSON))

    def select(self, text: str) -> Table:
        """Answer a SELECT query."""
        answer = self.query(text)
        if not isinstance(answer, Table):
            raise SparqlError("expected a SELECT query; ask the others with query().")
        return answer

    def ask(self, text: str) -> bool:
        """Answer an ASK query."""
        answer = self.query(text)
        if not isinstance(answer, bool):
            raise SparqlError("expected an ASK query; ask the others with query().")
        return answer

    def construct(self, text: str) -> Graph:
        """Answer a CONSTRUCT or DESCRIBE query."""
        answer = self.query(text)
        if not isinstance(answer, Graph):
            raise SparqlError("expected CONSTRUCT or DESCRIBE; ask the others with query().")
        return answer


def _value(result: QuerySolutions | QueryBoolean) -> Table | bool:
    if isinstance(result, QueryBoolean):
        return bool(result)
    columns = tuple(variable.value for variable in result.variables)
    return Table(columns, tuple(tuple(solution) for solution in result))
