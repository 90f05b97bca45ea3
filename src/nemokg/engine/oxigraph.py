"""The embedded engine."""

from __future__ import annotations

from pyoxigraph import QueryBoolean, QueryTriples, Store

from nemokg.engine.base import EngineBase
from nemokg.engine.ordering import sorted_rows
from nemokg.engine.zero_length import with_zero_length_paths
from nemokg.errors import EngineError, SparqlError
from nemokg.rdf.results import Graph, Solutions
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import QuerySolutions

    from nemokg.rdf.results import Streamed, Term

_FAILURES = (OSError, RuntimeError, ValueError)


class OxigraphEngine(EngineBase):
    """Runs queries over the default graph of an Oxigraph store.

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
        """The store that is queried."""
        return self._store if isinstance(self._store, Store) else self._store()

    def stream(self, text: str) -> Streamed:
        """Run a query of any form, and return the rows of a SELECT as they come."""
        try:
            query = with_zero_length_paths(self.store, text, prefixes=PREFIXES)
            if rows := sorted_rows(self.store, query):
                return Solutions(*rows)
            result = self.store.query(query, prefixes=PREFIXES)
            if isinstance(result, QueryTriples):
                return Graph(tuple(result))
        except SyntaxError as error:
            raise SparqlError(
                f"the SPARQL does not parse: {query_problem(text, error.msg)}"
            ) from error
        except _FAILURES as error:
            raise _failed(error) from error
        return _streamed(result)


def query_problem(text: str, message: str, has_base: bool = False) -> str:
    """Return the sentence about a query that Oxigraph refused with a message.

    `has_base` says that relative IRIs were resolved.

    Where the grammar is kept, it is the rule that the message names, if it does: the place that
    Oxigraph names is the furthest that it came to.

    >>> query_problem("ASK { ?s ?p }", "error at 1:13: expected one of ...")
    'line 1, column 13: } is not allowed here; write a term.'
    """
    from re import match

    from nemokg.rdf.sparql import QueryText, line_and_column
    from nemokg.rdf.syntax import explain_syntax_error

    if explained := explain_syntax_error(text, PREFIXES):
        return explained
    if not has_base and (relative := QueryText(text).relative_iri()):
        line, column = line_and_column(text, relative.start)
        return (
            f"line {line}, column {column}: the IRI {relative.text} is relative; write BASE <…>"
            " before the query."
        )
    place = match(r"error at (\d+):(\d+): expected (?:one of )?", message)
    reasons = message[place.end() :].split(", ") if place else []
    rules = [each for each in reasons if each[:1].isalpha() and " " in each]
    if place and rules:
        return f"line {place[1]}, column {place[2]}: {rules[0]}; check what comes before it."
    return (
        "its parts follow the grammar, but together they violate a rule on variables or blank"
        " nodes; leave out one after another to find which."
    )


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
