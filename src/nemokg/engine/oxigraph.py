"""The engine that is embedded in the process."""

from __future__ import annotations

import re

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from nemokg.errors import EngineError, SparqlError
from nemokg.model import Graph, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.model import Answer


_PLACE = re.compile(r"^error at (\d+):(\d+): ")


class OxigraphEngine:
    """Answers from the default graph of an Oxigraph store.

    >>> from pyoxigraph import Store
    >>> engine = OxigraphEngine(Store())
    >>> engine.ask("ASK { ?s ?p ?o }")
    False
    >>> engine.select("SELECT ?n WHERE { VALUES ?n { 1 2 } }").column("n")
    [1, 2]
    """

    __slots__ = ("store",)

    def __init__(self, store: Store) -> None:
        self.store = store

    def query(self, text: str) -> Answer:
        """Answer a query of any form: a Table, a Graph, or True or False."""
        try:
            result = self.store.query(text)
            if isinstance(result, QueryBoolean):
                return bool(result)
            if isinstance(result, QuerySolutions):
                columns = tuple(variable.value for variable in result.variables)
                return Table(columns, tuple(tuple(solution) for solution in result))
            return Graph(tuple(result))
        except SyntaxError as error:
            problem = _PLACE.sub(r"line \1, column \2: ", error.msg)
            raise SparqlError(f"the SPARQL does not parse: {problem}.") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"the store could not answer the query: {error}.") from error

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
