"""CSV of the participants, for stores of property graphs; `edges_csv` goes with it.

The header is that of ``neo4j-admin database import``, which other stores read or skip.
"""

from __future__ import annotations

from nemokg.export.property_graph import property_graph
from nemokg.rdf.formats import csv_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

_COLUMNS = ("label", "group", "iteration:int", "phase", "row:int", "iri")


def render(store: Store) -> str:
    r"""Return a row for each participant; its classes are its labels, its own class first.

    >>> from pyoxigraph import Store
    >>> render(Store())
    'id:ID,label,group,iteration:int,phase,row:int,iri,:LABEL\n'
    """
    rows = [
        [
            vertex.name,
            *(str(vertex.attributes.get(name.split(":")[0], "")) for name in _COLUMNS),
            ";".join(dict.fromkeys(vertex.classes)),
        ]
        for vertex in property_graph(store)[0]
    ]
    return csv_rows([["id:ID", *_COLUMNS, ":LABEL"], *rows])
