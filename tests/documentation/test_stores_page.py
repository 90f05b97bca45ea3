"""The page on other stores shows the run that it speaks of."""

from __future__ import annotations

import re

from interop.stores import STORES
from paths import ROOT

from nemokg.queries import catalogue

PAGE = ROOT / "docs/stores.md"


def test_the_table_lists_every_store_with_all_queries() -> None:
    """Every store that `make interop` runs is in the table, and has the rows of all queries."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.partition("<!-- measured -->\n")[2].partition("<!-- end -->")[0]
    rows = [re.split(r" *\| *", line)[1:-1] for line in table.splitlines()[2:]]
    assert [row[0] for row in rows] == list(STORES)
    assert len(rows) == 7
    count = len(catalogue.query_names())
    assert {row[4] for row in rows} == {f"{count} of {count}"}
    assert all(re.match(r"\d+(\.\d+)+$", row[1]) for row in rows)
