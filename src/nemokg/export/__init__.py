"""Exports: the whole dataset, or the graph of who trains whom, in the formats of other tools.

Each format is a module of its own name beside this one, with a function ``render(store)`` that
returns the text. A new format is that module and a line in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module

from nemokg.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

FORMATS = {
    "dot": "the training graph, for Graphviz to draw",
    "jsonld": "JSON-LD 1.1, compacted with a context of its own",
    "nt": "N-Triples, sorted and canonical: equal datasets give equal bytes",
    "ttl": "Turtle, a block per subject",
}
# Formats that draw the edges, and can be told to keep to those that the explainer draws.
DRAWINGS = ("dot",)


def render(store: Store, form: str, drawn: bool = False) -> str:
    """Return the default graph of a store in one of `FORMATS`.

    With `drawn`, a drawing shows only the edges that the pipeline's explainer draws. Raises
    OutputError for a format that does not exist, and for `drawn` where the format is no drawing.

    >>> from pyoxigraph import Store
    >>> render(Store(), "nt")
    ''
    >>> render(Store(), "turtle")
    Traceback (most recent call last):
    nemokg.errors.OutputError: There is no format "turtle"; choose one of dot, jsonld, nt, ttl.
    """
    if form not in FORMATS:
        raise OutputError(f'There is no format "{form}"; choose one of {", ".join(FORMATS)}.')
    if drawn and form not in DRAWINGS:
        raise OutputError(
            f"{form} holds the whole dataset; the view of the drawing is for {', '.join(DRAWINGS)}."
        )
    module = import_module(f"nemokg.export.{form}")
    text: str = module.render(store, drawn) if form in DRAWINGS else module.render(store)
    return text
