"""Sorting the rows of a result set as they are read, in the order of SPARQL.

A store on disk looks up the text of two terms at every comparison; half the time of a large answer
goes into that. Rows are read in any case, and then sorting them takes no time worth it.
"""

from __future__ import annotations

from pyoxigraph import NamedNode, QuerySolutions

from nemokg.rdf.sparql import VARIABLE, QueryText
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from nemokg.rdf.results import Term

    Row = tuple[Term | None, ...]


def sorted_rows(store: Store, text: str) -> tuple[tuple[str, ...], Iterator[Row]] | None:
    """Return the columns and rows of a SELECT that ends in ORDER BY with selected variables.

    None if it is no such query, or where a row would be sorted by anything but an IRI or
    nothing: for the others SPARQL has rules of its own, which the store knows. Raises what the
    store raises.

    >>> from pyoxigraph import Store
    >>> text = "SELECT ?s WHERE { VALUES ?s { <urn:x:b> <urn:x:a> } } ORDER BY ?s"
    >>> columns, rows = sorted_rows(Store(), text)
    >>> columns, list(rows)
    (('s',), [(<NamedNode value=urn:x:a>,), (<NamedNode value=urn:x:b>,)])
    """
    if "ORDER" not in text.upper():
        return None
    query = QueryText(text)
    names = _order(query)
    if not names:
        return None
    unordered = text[: query.clauses[-1].start]
    solutions = store.query(unordered, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    columns = tuple(variable.value for variable in solutions.variables)
    if not set(names) <= set(columns):
        return None
    places = [columns.index(name) for name in names]
    keyed: list[tuple[list[str], Row]] = []
    for solution in solutions:
        row = tuple(solution)
        terms = [row[place] for place in places]
        if not all(term is None or isinstance(term, NamedNode) for term in terms):
            return None
        keyed.append(([_key(term) for term in terms], row))
    keyed.sort(key=lambda pair: pair[0])
    return columns, (row for _, row in keyed)


def _order(query: QueryText) -> list[str]:
    """Return the variables that a SELECT is ordered by, where nothing else comes after it.

    Groups are made before the first row, and would be made twice where one is no IRI.
    """
    clauses = [clause for clause in query.clauses if clause.keyword != "FROM"]
    if query.form != "SELECT" or len(clauses) != 1 or clauses[0].keyword != "ORDER":
        return []
    tokens = clauses[0].tokens
    conditions = tokens[2:]
    if tokens[1:2] and tokens[1].keyword != "BY":
        return []
    if any(token.kind != VARIABLE for token in conditions):
        return []
    return [token.text[1:] for token in conditions]


def _key(term: Term | None) -> str:
    """Return what an IRI is sorted by; nothing comes before all of them."""
    return term.value if isinstance(term, NamedNode) else ""
