"""Parts of an answer are asked for where the query leaves room for it."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.engine.paging import is_pageable, is_unlimited, page_query
from nemokg.rdf.sparql import QueryText

VALUES = "VALUES ?n { 3 1 4 1 5 9 2 6 }"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?n {{ {VALUES} }} ORDER BY ?n",
        f"SELECT ?n {{ {VALUES} }} ORDER BY ?n # LIMIT 1",
        f"SELECT ?n {{}} ORDER BY ?n {VALUES} # OFFSET 1",
        f"SELECT ?n {{}} ORDER BY ?n #\n{VALUES}",
        f"# SELECT\nPREFIX x: <urn:x> select ?n {{ {{ SELECT * {{ {VALUES} }} }} }} order by ?n",
        "SELECT ?n FROM <urn:x:g> { VALUES ?n { 3 1 4 1 5 9 2 6 } } ORDER BY ?n",
        f"SELECT ?n {{ {VALUES} FILTER('LIMIT 1' < '}}') }} GROUP BY ?n HAVING(?n<10) ORDER BY ?n",
    ],
)
@pytest.mark.parametrize("columns", [(), ("n",)])
def test_windows_are_parts_of_the_answer(text: str, columns: tuple[str, ...]) -> None:
    """Windows beside one another have the rows of the whole, in its order."""
    query = QueryText(text)
    assert is_pageable(query)
    engine = OxigraphEngine(Store())
    parts = [engine.select(page_query(query, at, 3, columns)).column("n") for at in (0, 3, 6)]
    assert [len(part) for part in parts[:2]] == [3, 3]
    assert [n for part in parts for n in part] == engine.select(text).column("n")


@pytest.mark.parametrize(
    "modifiers",
    ["LIMIT 3", "LIMIT 3 # rows", "ORDER BY ?n limit\t3", "OFFSET 3 #\n", f"LIMIT 3 {VALUES}"],
)
def test_what_has_a_limit_has_no_windows(modifiers: str) -> None:
    """A LIMIT or an OFFSET is seen, whatever comes after it."""
    query = QueryText(f"SELECT ?n {{ {VALUES} }} {modifiers}")
    assert not is_unlimited(query)
    assert not is_pageable(query)


def test_what_has_no_order_has_no_pages() -> None:
    """An order inside the pattern is none of the answer."""
    query = QueryText(f"SELECT ?n {{ {{ SELECT ?n {{ {VALUES} }} ORDER BY ?n LIMIT 3 }} }}")
    assert is_unlimited(query)
    assert not is_pageable(query)
