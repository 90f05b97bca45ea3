"""Exports: the whole dataset, or the graph of who trains whom, in the formats of other tools.

Each format is a module beside this one with a function ``render(store)`` that returns the text;
the module has the name of the format, with underscores for hyphens. A new format is that module and
a line in `FORMATS`. What a smaller export holds is chosen before: see `nemokg.training.selection`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from nemokg.errors import OutputError, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(frozen=True)
class Format:
    """A format: what it is, what ends the name of its file in a release, and its media type."""

    summary: str
    suffix: str
    media_type: str


FORMATS = {
    "context": Format(
        "the context of the JSON-LD, with a term for all that the dataset speaks of",
        "-context.jsonld",
        "application/ld+json",
    ),
    "csv": Format("the table of the explainer, a line for each model", ".csv", "text/csv"),
    "dot": Format("the training graph, for Graphviz to draw", ".dot", "text/vnd.graphviz"),
    "edges-csv": Format(
        "the edges for stores of property graphs, beside nodes-csv", "-edges.csv", "text/csv"
    ),
    "edges-ttl": Format(
        "Turtle, the plain edges between models alone", "-edges.ttl", "text/turtle"
    ),
    "graphml": Format(
        "the training graph, for programs that analyse networks",
        ".graphml",
        "application/graphml+xml",
    ),
    "jsonld": Format(
        "JSON-LD 1.1, compacted with the published context", ".jsonld", "application/ld+json"
    ),
    "jsonld-framed": Format(
        "JSON-LD as a tree: models, the claims about them and the evidence for these",
        "-framed.jsonld",
        "application/ld+json",
    ),
    "md": Format("the table of the explainer in Markdown", ".md", "text/markdown"),
    "mermaid": Format(
        "the training graph, for pages in Markdown to draw", ".mmd", "text/vnd.mermaid"
    ),
    "nodes-csv": Format(
        "the models for stores of property graphs, beside edges-csv", "-nodes.csv", "text/csv"
    ),
    "nq": Format(
        "N-Quads, sorted and canonical, with the graphs of trig", ".nq", "application/n-quads"
    ),
    "nt": Format(
        "N-Triples, sorted and canonical: equal datasets give equal bytes",
        ".nt",
        "application/n-triples",
    ),
    "rdf12": Format("Turtle 1.2: each claim reifies its triple", "-rdf12.ttl", "text/turtle"),
    "stated-ttl": Format(
        "Turtle without the facts that no primary work states", "-stated.ttl", "text/turtle"
    ),
    "svg": Format("the training graph as a picture", ".svg", "image/svg+xml"),
    "trig": Format(
        "TriG: the triples of claims in a graph for each status", ".trig", "application/trig"
    ),
    "ttl": Format("Turtle, a block per subject", ".ttl", "text/turtle"),
    "void": Format(
        "VoID and DCAT: what the dataset is, holds and links to, with its files",
        "-void.ttl",
        "text/turtle",
    ),
}

_DRAWINGS = ("dot", "mermaid", "svg")


def file_name(form: str) -> str:
    """Return the name of the file that holds a dataset in one of `FORMATS`.

    >>> file_name("ttl")
    'nemokg.ttl'
    """
    return f"nemokg{FORMATS[form].suffix}"


def render(store: Store, form: str) -> str:
    """Return the default graph of a store in one of `FORMATS`.

    Raises OutputError for a format that does not exist, and whatever the renderer of the format
    raises where it lacks a program or library.

    >>> from pyoxigraph import Store
    >>> render(Store(), "nt")
    ''
    >>> render(Store(), "excel")
    Traceback (most recent call last):
    nemokg.errors.OutputError: There is no format "excel"; `nemokg export --help` lists them.
    """
    if form not in FORMATS:
        raise OutputError(
            f'There is no format "{form}"; `nemokg export --help` lists them.'
            f"{nearest(form, FORMATS)}"
        )
    folder = "export.drawing" if form in _DRAWINGS else "export"
    module = import_module(f"nemokg.{folder}.{form.replace('-', '_')}")
    text: str = module.render(store)
    return text
