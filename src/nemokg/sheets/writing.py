"""Writing a pipeline as a sheet: the way back from its triples.

Everything that a key can say is written with it. What building would say otherwise is left to the
section ``turtle``, so that the sheet that comes out is always built into the very same graph.
"""

from __future__ import annotations

import io
import os

import yaml
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from nemokg.dataset.opening import open_dataset
from nemokg.errors import InputError, suggestion_clause
from nemokg.files.resources import bundled_directory
from nemokg.rdf.vocab import local_name, namespace_of
from nemokg.sheets.building import build_triples
from nemokg.sheets.graph import PipelineGraph
from nemokg.sheets.known import KnownResources
from nemokg.sheets.naming import dataset_prefixes
from nemokg.sheets.outline import SheetOutline
from nemokg.sheets.problems import Place, Problems
from nemokg.sheets.reading import read_sheet
from nemokg.sheets.triples import Triples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from nemokg.dataset.opening import Dataset

_ROUNDS = 40
# Of these, what building would say differently in one property is left to Turtle as a whole.
_LEFT_OUT_WHOLE = (
    "agent", "algorithm", "benchmark", "claim", "clause", "conflict", "license", "participation",
    "quantity", "result", "source", "stage",
)  # fmt: skip
_HEAD = "# Written from Turtle: `nemokg sheet build` gives the same graph back.\n"


def written_sheet(name: str) -> str:
    """Return the sheet of a bundled pipeline, by its id, or of the Turtle at a path.

    Raises InputError if there is neither, or no one pipeline in it.
    """
    path = name
    if not os.path.exists(path):
        data = bundled_directory("data")
        pipelines = sorted(set(os.listdir(data)) - {"shared"})
        if name not in pipelines:
            raise InputError(
                f'There is no file "{name}", and no bundled pipeline with this id.'
                f"{suggestion_clause(name, pipelines)}"
            )
        path = os.path.join(data, name)
    store = open_dataset([path], alone=True).store
    graph = PipelineGraph(quad.triple for quad in store)
    return write_sheet(graph, open_dataset())


def write_sheet(graph: PipelineGraph, dataset: Dataset) -> str:
    """Return the sheet of the one pipeline that a graph describes.

    `dataset` has what can be referred to: the shared and the bundled resources.

    Raises InputError if the graph describes no pipeline, or several.
    """
    pipelines = [iri for iri in graph.instances("Pipeline") if graph.is_described(iri)]
    if len(pipelines) != 1:
        raise InputError(
            f"A sheet describes one pipeline, and here are {len(pipelines)}; name the files of one."
        )
    pipeline = pipelines[0]
    known = KnownResources(dataset, pipeline)
    left_out: set[str] = set()
    for _ in range(_ROUNDS):
        text = _yaml(SheetOutline(graph, known, pipeline, left_out).document())
        outside = {each for each in graph.triples if getattr(each.subject, "value", "") in left_out}
        built = _built(text + _turtle_section(outside, pipeline), known)
        extra = built - graph.triples
        if not extra:
            rest = (graph.triples - built) | outside
            return _HEAD + text + _turtle_section(rest, pipeline)
        culprits = {_culprit(graph, triple) for triple in extra}
        if culprits <= left_out:  # then all that is said of them
            culprits = {getattr(triple.subject, "value", "") for triple in extra}
        left_out |= culprits
    raise InputError("This pipeline cannot be written as a sheet; please report it with its data.")


def _built(text: str, known: KnownResources) -> set[Triple]:
    """Return the triples that a sheet is built into."""
    problems = Problems()
    sheet = read_sheet(text, problems)
    if sheet is None or len(problems):
        told = problems.in_order()[0]
        raise InputError(f"This pipeline cannot be written as a sheet: {told.message}")
    built = build_triples(sheet, known, problems)
    turtle = built.triples.turtle("")
    return {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)}


def _culprit(graph: PipelineGraph, triple: Triple) -> str:
    """Return what the outline has to leave out, so that a triple that does not hold is not built.

    It is the subject, or for evidence its owner, or for a property its subject with the property.
    """
    subject = getattr(triple.subject, "value", "")
    folder = subject.rpartition("/")[0].rpartition("/")[2]
    if folder == "evidence":
        return f"evidence {subject}"
    if folder in _LEFT_OUT_WHOLE:
        return subject
    return f"{subject} {local_name(triple.predicate.value)}"


def _turtle_section(rest: set[Triple], pipeline: str) -> str:
    """Return the section of what the keys do not say, as Turtle; empty where they say all."""
    if not rest:
        return ""
    triples = Triples(dataset_prefixes(namespace_of(pipeline).removesuffix("pipeline/")))
    for triple in sorted(rest, key=str):
        subject = triple.subject
        if not isinstance(subject, NamedNode):
            raise InputError("A sheet has no blank nodes; give them IRIs first.")
        triples.add_term(subject.value, triple.predicate.value, triple.object, Place(1, 1))
    turtle = triples.blocks()
    indented = "\n".join(f"  {line}" if line else "" for line in turtle.splitlines())
    return f"\nturtle: |\n{indented}\n"


class _Dumper(yaml.SafeDumper):
    """Writes block style, lists of plain words on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Indent lists below their key."""
        return super().increase_indent(flow, False)


def _list(dumper: yaml.SafeDumper, items: Iterable[Any]) -> yaml.Node:
    items = list(items)
    plain = all(isinstance(item, str) and len(item) < 30 for item in items) and len(items) < 7
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=plain)


def _nothing(dumper: yaml.SafeDumper, _: None) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


_Dumper.add_representer(list, _list)
_Dumper.add_representer(type(None), _nothing)


def _yaml(document: dict[str, Any]) -> str:
    """Return a document as YAML, with a blank line before each section."""
    out = io.StringIO()
    for key, value in document.items():
        if key != "sheet":
            out.write("\n")
        yaml.dump({key: value}, out, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return out.getvalue()
