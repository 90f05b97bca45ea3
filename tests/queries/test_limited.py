"""The number of rows that `--limit` allows, in queries that end in many ways."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import QueryError
from nemokg.queries.catalogue import parse_query
from nemokg.queries.execution import limit_query

VALUES = "VALUES ?n { 3 1 2 }"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?n {{ {VALUES} }}",
        f"SELECT ?n {{ {VALUES} }} # LIMIT 3",
        f"SELECT ?n {{}} {VALUES}",
        f"SELECT ?n {{}} ORDER BY ?n # LIMIT\n{VALUES} # all",
        f"SELECT ?n {{ {{ SELECT ?n {{ {VALUES} }} LIMIT 3 }} }}",
        f"SELECT ?n {{ {VALUES} FILTER(STR(?n) != 'LIMIT 3') }} OFFSET 1",
    ],
)
def test_no_more_rows_come(text: str) -> None:
    """A query without a limit of its own gives as many rows as are allowed."""
    engine = OxigraphEngine(Store())
    assert len(engine.select(limit_query(parse_query("q.rq", text), 2).text)) == 2


@pytest.mark.parametrize(
    "end", ["LIMIT 3", "LIMIT 3 # rows", "limit 3 OFFSET 1", "LIMIT 3 " + VALUES]
)
def test_a_limit_of_its_own_stays(end: str) -> None:
    """A query with a limit is refused, whatever comes after the limit."""
    with pytest.raises(QueryError, match=r"q\.rq: the query has a limit of its own; change it"):
        limit_query(parse_query("q.rq", f"SELECT ?n {{}} {end}"), 2)
