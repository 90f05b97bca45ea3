"""Rows that are sorted where they are read come as SPARQL would sort them."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from nemokg.engine.ordering import sorted_rows

NAMES = ("a", "B", "a-b", "ab", "é", "ﬀ", "𝔸", "Z", "z", "0", "10", "9", "~")


@pytest.fixture
def store() -> Store:
    """Return a store in which some subjects lack an object, in no order of their names."""
    found = Store()
    for number, name in enumerate((*NAMES[1::2], *NAMES[::2])):
        subject = NamedNode(f"urn:x:{name}")
        found.add(Quad(subject, NamedNode("urn:p"), NamedNode(f"urn:y:{number % 3}")))
        if number % 2:
            found.add(Quad(subject, NamedNode("urn:q"), NamedNode(f"urn:z:{name}")))
    return found


@pytest.mark.parametrize("order", ["?s", "?o ?s", "?q ?s", "?q ?o ?s", "$o $s"])
def test_rows_come_in_the_order_of_the_store(store: Store, order: str) -> None:
    """IRIs of any script, and places without a value, are sorted as the store sorts them."""
    text = (
        "SELECT ?s ?o ?q WHERE { ?s <urn:p> ?o OPTIONAL { ?s <urn:q> ?q } }\n"
        f"# ORDER BY ?o\norder # by\r\nBy {order} # DESC(?s)\n"
    )
    found = sorted_rows(store, text)
    expected = store.query(text)
    assert found is not None
    assert isinstance(expected, QuerySolutions)
    columns, rows = found[0], list(found[1])
    assert (columns, rows) == (("s", "o", "q"), list(map(tuple, expected)))
    assert len(rows) == len(NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { ?s <urn:p> ?o }",
        "SELECT ?s WHERE { ?s <urn:p> ?o } ORDER BY ?o",
        "SELECT ?s WHERE { ?s <urn:p> ?o } ORDER BY DESC(?s)",
        "SELECT ?s WHERE { ?s <urn:p> ?o } ORDER BY ?s LIMIT 3",
        "SELECT ?s WHERE { ?s <urn:p> ?o } # ORDER BY ?s",
        "SELECT ?o (COUNT(?s) AS ?n) WHERE { ?s <urn:p> ?o } GROUP BY ?o ORDER BY ?o",
        "SELECT ?s { { SELECT ?s { ?s <urn:p> ?o } ORDER BY ?s } }",
        "SELECT ?s ?n WHERE { ?s <urn:p> ?o BIND(1 AS ?n) } ORDER BY ?n",
        "SELECT ?s ?n WHERE { ?s <urn:p> ?o BIND('a' AS ?n) } ORDER BY ?s ?n",
        "SELECT ?n WHERE { ?s <urn:p> ?o BIND(BNODE() AS ?n) } ORDER BY ?n",
        "SELECT ?s WHERE { ?s <urn:p> ?o } ORDER BY ?s VALUES ?o { <urn:y:1> }",
        "SELECT ?s WHERE { ?s <urn:p> ?o } LIMIT 3 ORDER BY ?s",
        "SELECT ?s WHERE { ?s <urn:p> ?o } ORDER BY ?s ORDER BY ?o",
        "SELECT ?s ORDER BY ?s WHERE { ?s <urn:p> ?o }",
        "ASK { ?s <urn:p> ?o } ORDER BY ?s",
        "CONSTRUCT WHERE { ?s <urn:p> ?o } ORDER BY ?s",
        "DESCRIBE ?s WHERE { ?s <urn:p> ?o } ORDER BY ?s",
    ],
)
def test_what_the_store_must_sort_is_left_to_it(store: Store, text: str) -> None:
    """A query that is not plainly ordered by selected IRIs is left to the store."""
    assert sorted_rows(store, text) is None
