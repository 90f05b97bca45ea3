"""The engine for remote stores: any SPARQL 1.1 endpoint."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    Store,
    parse,
    parse_query_results,
)

from nemokg.engine import paging
from nemokg.engine.base import EngineBase
from nemokg.engine.http import Body, Client, checked_url
from nemokg.errors import EngineError, SparqlError
from nemokg.rdf.blank_nodes import restore_blank_nodes
from nemokg.rdf.media_types import N_TRIPLES, RESULTS_JSON, TURTLE
from nemokg.rdf.results import Graph, Solutions
from nemokg.rdf.sparql import QueryText
from nemokg.rdf.syntax import explain_syntax_error
from nemokg.rdf.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import QuerySolutions
    from requests import Response

    from nemokg.rdf.results import Streamed

LOADED = PREFIXES["graph"] + "loaded"
"""The graph in which `nemokg load --endpoint` writes down the graphs that it filled."""

IN_GRAPH = "http://www.w3.org/ns/sparql-service-description#name"
STATUS = PREFIXES["schema"] + "creativeWorkStatus"

_GRAPHS = f"""SELECT DISTINCT ?graph ?status WHERE {{
  GRAPH <{LOADED}> {{ ?file <{IN_GRAPH}> ?graph OPTIONAL {{ ?file <{STATUS}> ?status }} }}
}} ORDER BY ?graph"""
# Where in the first line a store stopped, as most of them say it.
_COLUMN = re.compile(r"\b(line 1,? col(?:umn|\.)? ?|1:)(\d+)", re.IGNORECASE)
# Booleans are compared by their text when answers are; Virtuoso spells them so.
_SPELLED = {
    Literal(digit, datatype=NamedNode(f"{XSD}boolean")): Literal(digit == "1") for digit in "01"
}
_EVERYTHING = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
_ROWS = RESULTS_JSON.media_type
_TRIPLES = f"{N_TRIPLES.media_type}, {TURTLE.media_type};q=0.9"
# Limits of stores are round numbers. Virtuoso alone says in a header that it reached its own.
_ROUND = 1000
# More rows than any store sends: one that has a row from here on ignores where it is to begin.
_FAR = 2_000_000_000
_CUT = "X-SPARQL-MaxRows"
# Virtuoso sends what it has when its time is up, and says so here.
_PARTIAL = "X-SQL-State"


class EndpointEngine(EngineBase):
    """Runs queries at a SPARQL 1.1 endpoint over HTTP.

    The default graph consists of the graphs filled by `nemokg load --endpoint`, which the store is
    asked for once, or of the given `graphs`, or is the store's own if there are neither. A SELECT
    that the store truncates is fetched in pages, or refused if it has no order; with `page_size`,
    an ordered SELECT is fetched in pages of this many rows from the start. `timeout` is how many
    seconds to wait for the store to send anything.

    Raises EngineError if the URL is invalid or contains a password.

    >>> EndpointEngine("http://localhost:7878/query", graphs=["https://example.org/mine"]).default_graphs
    ('https://example.org/mine',)
    """

    __slots__ = ("_client", "_graphs", "page_size", "url")

    def __init__(
        self,
        url: str,
        graphs: Sequence[str] | None = None,
        timeout: float | None = None,
        page_size: int | None = None,
    ) -> None:
        self.url = checked_url(url)
        self.page_size = page_size
        self._client = Client(timeout)
        self._graphs = None if graphs is None else tuple(graphs)

    @property
    def default_graphs(self) -> tuple[str, ...]:
        """The graphs that are read as the default graph; empty for the store's own.

        Raises EngineError if a load into the store is not complete.
        """
        if self._graphs is None:
            _, *rows = self._rows(QueryText(_GRAPHS), ())
            if any(status is not None for _, status in rows):
                raise EngineError(
                    f"{self.url}: a load into the store is in progress or was interrupted; run the"
                    " same `nemokg load` again to finish it."
                )
            self._graphs = tuple(graph.value for graph, _ in rows)
        return self._graphs

    def stream(self, text: str) -> Streamed:
        """Run a query of any form, and return the rows of an ordered SELECT as they come.

        One without order is read to its end before the first row: it may turn out to be truncated.
        """
        query = QueryText(text)
        if query.form is None:
            raise SparqlError(f"the SPARQL does not parse: {explain_syntax_error(text, PREFIXES)}")
        prologue = query.missing_prologue(PREFIXES)
        try:
            return self._answer(QueryText(prologue + text) if prologue else query)
        except SparqlError as error:
            raise _explained(error, text, len(prologue)) from error

    def _answer(self, query: QueryText) -> Streamed:
        if query.form == "SELECT":
            rows = self._rows(query, self.default_graphs)
            return Solutions(next(rows), rows)
        accept = _ROWS if query.form == "ASK" else _TRIPLES
        with self._asked(query.text, self.default_graphs, accept) as response:
            if query.form == "ASK":
                return _truth(_results(response))
            return Graph(tuple(quad.triple for quad in _quads(response)))

    def download_store(self) -> Store:
        """Return a copy of the default graph, for what an endpoint cannot do.

        What was a blank node in a file becomes one again. Raises EngineError as `query` does. The
        triples are fetched as rows, since a store does not report that it has truncated a graph.
        """
        store = Store()
        rows = self._rows(QueryText(_EVERYTHING), self.default_graphs)
        next(rows)  # the columns
        store.bulk_extend(restore_blank_nodes(*row) for row in rows)
        return store

    def _rows(self, query: QueryText, graphs: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the columns of a SELECT, and then all its rows."""
        pageable = paging.is_pageable(query)
        size = self.page_size if pageable else None
        seen, nested = 0, False
        columns: tuple[str, ...] = ()
        first: tuple[Any, ...] | None = None
        while True:
            inner = columns if nested else ()
            text = query.text if size is None else paging.page_query(query, seen, size, inner)
            count = 0
            unpaged: list[tuple[Any, ...]] = []
            with self._asked(text, graphs, _ROWS) as response:
                cut = _CUT in response.headers
                solutions = _solutions(response)
                if not columns:
                    columns = tuple(variable.value for variable in solutions.variables)
                    yield columns
                for solution in _read(response, solutions):
                    count += 1
                    row = tuple(_SPELLED.get(term, term) for term in solution)
                    if count == 1:
                        # Two pages may begin alike, but not where no row is left.
                        if row == first and self._has_rows_from(query, graphs, _FAR):
                            raise EngineError(
                                f"{self.url}: the store ignores OFFSET, so that only the first"
                                f" {seen:,} rows can be fetched; ask for less, with LIMIT."
                            )
                        first = row
                    if pageable:
                        yield row
                    else:  # it may turn out to be cut off, and is refused then
                        unpaged.append(row)
            if count in (0, query.limit_number) or not (
                cut or count == size or self._goes_on(query, graphs, seen, count)
            ):
                yield from unpaged
                return
            if not pageable:
                raise EngineError(
                    f"{self.url}: the store truncates the result set at {count:,} rows; raise its"
                    " limit, or end the query in ORDER BY without LIMIT to fetch it in pages."
                )
            seen, size, nested = seen + count, min(size or count, count), nested or cut

    def _goes_on(self, query: QueryText, graphs: Sequence[str], seen: int, count: int) -> bool:
        """Return whether a store that said nothing of it has more rows than it sent."""
        whole = count % _ROUND or not paging.is_unlimited(query)
        return not whole and self._has_rows_from(query, graphs, seen + count)

    def _has_rows_from(self, query: QueryText, graphs: Sequence[str], offset: int) -> bool:
        with self._asked(paging.page_query(query, offset, 1), graphs, _ROWS) as response:
            return any(True for _ in _read(response, _solutions(response)))

    @contextmanager
    def _asked(self, text: str, graphs: Sequence[str], accept: str) -> Iterator[Response]:
        form = [("query", text), *(("default-graph-uri", graph) for graph in graphs)]
        with self._client.send("POST", self.url, form, {"Accept": accept}) as response:
            if _PARTIAL in response.headers:
                raise EngineError(
                    f"{self.url}: the store ran out of time before the result set was complete; ask"
                    " for less, or raise its limit."
                )
            yield response


def _explained(error: SparqlError, text: str, shift: int) -> SparqlError:
    """Return the error of a store with what the grammar says about the text that it refused.

    The store read so many characters more in the first line.
    """
    words = _COLUMN.sub(lambda place: f"{place[1]}{max(int(place[2]) - shift, 1)}", str(error))
    problem = explain_syntax_error(text, PREFIXES)
    return SparqlError(f"{words.rstrip('.')}; {problem}" if problem else words)


def _results(response: Response) -> QuerySolutions | QueryBoolean:
    try:
        return parse_query_results(_body(response), format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _strange(response) from error


def _solutions(response: Response) -> QuerySolutions:
    result = _results(response)
    if isinstance(result, QueryBoolean):
        raise _strange(response)
    return result


def _read(response: Response, solutions: Any) -> Iterator[Any]:
    try:
        yield from solutions
    except MemoryError as error:
        raise _too_long(response, error) from error
    except (SyntaxError, ValueError) as error:
        # QLever and Comunica say behind the rows how long they took.
        if "after the end of the bindings" not in str(error):
            raise _strange(response) from error


def _truth(result: QuerySolutions | QueryBoolean) -> bool:
    if isinstance(result, QueryBoolean):
        return bool(result)
    # Virtuoso answers some ASK as a SELECT of one number.
    return any(row[0] is not None and row[0].value in ("1", "true") for row in result)


def _quads(response: Response) -> Iterator[Quad]:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    syntax = N_TRIPLES if kind in (N_TRIPLES.media_type, *N_TRIPLES.names) else TURTLE
    try:
        yield from parse(_body(response), syntax.rdf_format)
    except MemoryError as error:
        raise _too_long(response, error) from error
    except SyntaxError as error:
        raise _strange(response) from error


def _body(response: Response) -> IO[bytes]:
    return cast("IO[bytes]", Body(response))


def _too_long(response: Response, error: MemoryError) -> Exception:
    """Return the error for a term that the parser has no room for; others are what they are."""
    if "buffer" not in str(error):
        return error
    return EngineError(
        f"{response.url}: a literal or another token in the response is longer than 16 MiB, which"
        " is the limit; leave it out of the query."
    )


def _strange(response: Response) -> EngineError:
    kind = response.headers.get("Content-Type", "something without a type")
    return EngineError(
        f"{response.url}: the response is {kind} that is not a SPARQL result; give the full URL"
        " of the endpoint, path included."
    )
