"""Exports: the whole dataset, or the graph of who trains whom, in the formats of other tools.

`FORMATS` names for each format the function that takes a dataset and returns the text. A new format
is such a function and a line there. What a smaller export holds is chosen before: see
`nemokg.training.selection`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pkgutil import resolve_name

from nemokg.errors import OutputError, suggestion_clause
from nemokg.rdf.media_types import JSON_LD, N_QUADS, N_TRIPLES, TRIG, TURTLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset


@dataclass(frozen=True)
class Format:
    """A format: its description, the suffix of its file in a release, and its media type.

    `renderer` is the function that writes it, as ``module:function``: imported when it is used.
    """

    summary: str
    suffix: str
    media_type: str
    renderer: str


FORMATS = {
    "context": Format(
        "the JSON-LD context, with a term for everything in the dataset",
        "-context.jsonld",
        JSON_LD.media_type,
        "nemokg.export.context:render_context",
    ),
    "csv": Format(
        "the explainer's table, one line per model, of each pipeline",
        ".csv",
        "text/csv",
        "nemokg.export.explainer_table:render_csv",
    ),
    "dot": Format(
        "the training graph, for Graphviz to draw",
        ".dot",
        "text/vnd.graphviz",
        "nemokg.export.drawing.dot:render_dot",
    ),
    "edges-csv": Format(
        "the edges for property-graph stores, to go with nodes-csv",
        "-edges.csv",
        "text/csv",
        "nemokg.export.property_graph:render_edges_csv",
    ),
    "edges-ttl": Format(
        "Turtle, only the plain edges between models",
        "-edges.ttl",
        TURTLE.media_type,
        "nemokg.export.rdf:render_edges_turtle",
    ),
    "graphml": Format(
        "the training graph, for programs that analyse networks",
        ".graphml",
        "application/graphml+xml",
        "nemokg.export.property_graph:render_training_graphml",
    ),
    "jsonld": Format(
        "JSON-LD 1.1, compacted with the published context",
        ".jsonld",
        JSON_LD.media_type,
        "nemokg.export.jsonld:render_jsonld",
    ),
    "jsonld-framed": Format(
        "JSON-LD as a tree: models, claims about them and their evidence",
        "-framed.jsonld",
        JSON_LD.media_type,
        "nemokg.export.jsonld_framed:render_framed_jsonld",
    ),
    "md": Format(
        "the explainer's table in Markdown, of each pipeline",
        ".md",
        "text/markdown",
        "nemokg.export.explainer_table:render_markdown",
    ),
    "mermaid": Format(
        "the training graph, for Markdown pages",
        ".mmd",
        "text/vnd.mermaid",
        "nemokg.export.drawing.mermaid:render_mermaid",
    ),
    "nodes-csv": Format(
        "the models for property-graph stores, to go with edges-csv",
        "-nodes.csv",
        "text/csv",
        "nemokg.export.property_graph:render_nodes_csv",
    ),
    "nq": Format(
        "N-Quads, sorted and canonical, with the graphs of trig",
        ".nq",
        N_QUADS.media_type,
        "nemokg.export.rdf:render_nquads",
    ),
    "nt": Format(
        "N-Triples, sorted and canonical: equal datasets give equal bytes",
        ".nt",
        N_TRIPLES.media_type,
        "nemokg.export.rdf:render_ntriples",
    ),
    "rdf12": Format(
        "Turtle 1.2: each claim reifies its triple",
        "-rdf12.ttl",
        TURTLE.media_type,
        "nemokg.export.rdf12:render_rdf12",
    ),
    "stated-ttl": Format(
        "Turtle without the facts that no primary work states",
        "-stated.ttl",
        TURTLE.media_type,
        "nemokg.export.rdf:render_stated_turtle",
    ),
    "svg": Format(
        "the training graph as a drawing",
        ".svg",
        "image/svg+xml",
        "nemokg.export.drawing.svg:render_svg",
    ),
    "trig": Format(
        "TriG: the triples of claims in a named graph for each status",
        ".trig",
        TRIG.media_type,
        "nemokg.export.rdf:render_trig",
    ),
    "ttl": Format(
        "Turtle, a block per subject", ".ttl", TURTLE.media_type, "nemokg.export.rdf:render_turtle"
    ),
    "void": Format(
        "VoID and DCAT: a description of the dataset, its contents, links and files",
        "-void.ttl",
        TURTLE.media_type,
        "nemokg.export.void:render_void",
    ),
}


def file_name(form: str) -> str:
    """Return the name of the file that holds a dataset in one of `FORMATS`.

    >>> file_name("ttl")
    'nemokg.ttl'
    """
    return f"nemokg{FORMATS[form].suffix}"


def render_dataset(dataset: Dataset, form: str) -> str:
    """Return a dataset in one of `FORMATS`.

    Raises OutputError for a format that does not exist, and whatever the renderer of the format
    raises where it lacks a program or library.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> render_dataset(Dataset(Store()), "nt")
    ''
    >>> render_dataset(Dataset(Store()), "excel")
    Traceback (most recent call last):
    nemokg.errors.OutputError: There is no format "excel"; `nemokg export --help` lists them.
    """
    if form not in FORMATS:
        raise OutputError(
            f'There is no format "{form}"; `nemokg export --help` lists them.'
            f"{suggestion_clause(form, FORMATS)}"
        )
    text: str = resolve_name(FORMATS[form].renderer)(dataset)
    return text
