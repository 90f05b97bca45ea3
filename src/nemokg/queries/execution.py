"""Running a query: binding its parameters, and passing it to an engine."""

from __future__ import annotations

from nemokg.errors import QueryError, SparqlError
from nemokg.queries.parameters import bind_parameters
from nemokg.rdf.results import CannedQuery, Solutions
from nemokg.rdf.sparql import QueryText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Answer, Streamed


def run_query(
    engine: Engine,
    query: CannedQuery,
    values: Mapping[str, str] | None = None,
    occurring: Collection[str] = (),
) -> Answer:
    """Return the result of a query: a Table, a Graph, or True or False, depending on its form.

    Values that are among the IRIs `occurring` are known to be in the data, and not looked for.
    Raises what `stream_query` does, reading included.

    >>> from nemokg.queries.catalogue import parse_query
    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import Store
    >>> one = parse_query("one.rq", "SELECT ?n WHERE { VALUES ?n { 1 } }")
    >>> run_query(OxigraphEngine(Store()), one).column("n")
    [1]
    """
    answer = stream_query(engine, query, values, occurring)
    return answer.remaining_table() if isinstance(answer, Solutions) else answer


def stream_query(
    engine: Engine,
    query: CannedQuery,
    values: Mapping[str, str] | None = None,
    occurring: Collection[str] = (),
) -> Streamed:
    """Return the result of a query as `run_query` does, but with the rows of a SELECT as they come.

    Raises ParameterError as `nemokg.queries.parameters.bind_parameters` does, and SparqlError,
    which names the file, where the text does not parse.

    >>> from nemokg.queries.catalogue import parse_query
    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import Store
    >>> stream_query(OxigraphEngine(Store()), parse_query("none.rq", "ASK { ?s ?p ?o }"))
    False
    """
    text = bind_parameters(query, values or {}, engine, occurring)
    try:
        return engine.stream(text)
    except SparqlError as error:
        raise SparqlError(f"{query.path}: {error}") from error


def limit_query(query: CannedQuery, count: int) -> CannedQuery:
    r"""Return a query limited to a number of rows, so that no more are computed.

    Raises QueryError if the count is below one, and where the query has a limit of its own.

    >>> from nemokg.queries.catalogue import parse_query
    >>> limit_query(parse_query("all.rq", "SELECT ?s WHERE { ?s ?p ?o }"), 3).text
    'SELECT ?s WHERE { ?s ?p ?o }\nLIMIT 3'
    """
    if count < 1:
        raise QueryError(f"The limit is a number of rows, at least 1, not {count}.")
    text = QueryText(query.text)
    if text.find_clause("LIMIT"):
        raise QueryError(f"{query.path}: the query has a limit of its own; change it there.")
    parts = {name: getattr(query, name) for name in CannedQuery.__slots__}
    return CannedQuery(**{**parts, "text": text.with_clause(f"LIMIT {count}")})
