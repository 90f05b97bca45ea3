"""How to request part of a result set."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.rdf.sparql import QueryText


def is_unlimited(query: QueryText) -> bool:
    """Return whether a SELECT requests all of its rows.

    >>> from nemokg.rdf.sparql import QueryText
    >>> is_unlimited(QueryText("SELECT * WHERE { { SELECT * WHERE { ?s ?p ?o } LIMIT 3 } }"))
    True
    >>> is_unlimited(QueryText("SELECT * WHERE { ?s ?p ?o } LIMIT 3 # few"))
    False
    """
    return query.find_clause("LIMIT") is None and query.find_clause("OFFSET") is None


def is_pageable(query: QueryText) -> bool:
    """Return whether a SELECT has an order and no limit, so that it can be fetched in pages.

    >>> from nemokg.rdf.sparql import QueryText
    >>> is_pageable(QueryText("SELECT * WHERE { ?s ?p ?o } ORDER BY ?s"))
    True
    >>> is_pageable(QueryText("SELECT * WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 3"))
    False
    """
    return query.find_clause("ORDER") is not None and is_unlimited(query)


def page_query(query: QueryText, offset: int, limit: int, outer_columns: Sequence[str] = ()) -> str:
    r"""Return a query for `limit` rows, from `offset` on, of one that is unlimited.

    With `outer_columns`, those of the query, it sorts in a query inside, as Virtuoso wants it,
    which sorts no more rows than it returns.

    >>> from nemokg.rdf.sparql import QueryText
    >>> page_query(QueryText("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s"), 20, 10)
    'SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s\nLIMIT 10 OFFSET 20'
    >>> query = QueryText("BASE <urn:x>\nSELECT ?s FROM <g> { ?s ?p ?o } ORDER BY ?s")
    >>> print(page_query(query, 20, 10, ["s"]))
    BASE <urn:x>
    SELECT ?s FROM <g> WHERE { { SELECT ?s { ?s ?p ?o } ORDER BY ?s
    } }
    LIMIT 10 OFFSET 20
    """
    part = f"LIMIT {limit} OFFSET {offset}"
    if not outer_columns:
        return query.with_clause(part)
    names = " ".join(f"?{name}" for name in outer_columns)
    text, graphs = query.text, query.find_clause("FROM")
    start, end = (graphs.start, graphs.end) if graphs else (query.start, query.start)
    inner = text[query.start : start] + text[end:].removeprefix(" ")
    head = f"{text[: query.start]}SELECT {names} {text[start:end]}".rstrip()
    return f"{head} WHERE {{ {{ {inner}\n}} }}\n{part}"
