"""CSV of the edges between participants, for stores of property graphs, beside `nodes_csv`."""

from __future__ import annotations

from nemokg.export.property_graph import property_graph
from nemokg.rdf.formats import csv_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

_COLUMNS = ("kind", "status", "rank", "inferred:boolean", "label", "claim")


def render(store: Store) -> str:
    r"""Return a row for each edge, as it is asserted; its type is the property.

    >>> from pyoxigraph import Store
    >>> render(Store())
    ':START_ID,:END_ID,kind,status,rank,inferred:boolean,label,claim,:TYPE\n'
    """
    rows = [
        [
            arc.source,
            arc.target,
            *(_cell(arc.attributes.get(name.split(":")[0], "")) for name in _COLUMNS),
            arc.predicate,
        ]
        for arc in property_graph(store)[1]
    ]
    return csv_rows([[":START_ID", ":END_ID", *_COLUMNS, ":TYPE"], *rows])


def _cell(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
