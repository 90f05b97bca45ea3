"""CSV of the explainer's table, for programs: full IRIs, several in a cell apart by spaces."""

from __future__ import annotations

from nemokg.export.explainer_table import COLUMNS, rows
from nemokg.rdf.formats import csv_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

_HEAD = ("row", "model", "label", "made_in_round", "reused_for")


def render(store: Store) -> str:
    r"""Return a line for each row of the explainer's table.

    >>> from pyoxigraph import Store
    >>> render(Store())
    'row,model,label,made_in_round,reused_for,init_from,data,algorithm,feeds\n'
    """
    lines = [
        [
            row.number,
            row.model,
            row.label,
            row.made_in,
            " ".join(sorted(row.reused_for)),
            *(" ".join(dict.fromkeys(entry.item for entry in row.cells[c])) for c in COLUMNS),
        ]
        for row in rows(store)
    ]
    head = [*_HEAD, *(column.lower().replace(" ", "_") for column in COLUMNS)]
    return csv_rows([head, *lines])
