"""The explainer's table as CSV and Markdown: one row per model that it lists, in its order.

Where a pipeline has no explainer, each model that is trained in it has a row, by its IRI.

CSV has full IRIs, several in a cell apart by spaces, and no formulas for a spreadsheet; a column of
statuses stands beside each column of entries. Markdown is for people: ★ new in a later round, ↺
used again in it; the stages of a model are joined by arrows, the algorithms of a stage by plus
signs, and what no primary work states, or what is contradicted, is marked.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import NamedNode

from nemokg.queries import catalogue, execution
from nemokg.rdf.formats import bare_text, spreadsheet_rows
from nemokg.rdf.printable import printable_text
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import PREFIXES, local_name
from nemokg.text.answers import markdown_table
from nemokg.training.edges import EdgeClaim, decisive_claims

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from nemokg.dataset.opening import Dataset
    from nemokg.engine.protocol import Engine

    Record: TypeAlias = dict[str, str]

COLUMNS = ("Init from", "Data", "Algorithm", "Feeds")
NEW, REUSED, CONTRADICTED = "★", "↺", "✗"
STATUS_MARKS = {"attributed": "◐", "inferred": "○"}  # those of lineages
_CSV_HEAD = ("row", "model", "label", "made_in_round", "reused_for")
_KEY = (
    f"\n{NEW} made for a later round of distillation, {REUSED} reused in it. Stated by the primary"
    f" work unless marked: {STATUS_MARKS['attributed']} attributed, {STATUS_MARKS['inferred']}"
    f" inferred; {CONTRADICTED} contradicted (refuted, denied, or against a source).\n"
)
_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "rdfs"))
_PIPELINES = """
SELECT DISTINCT ?pipeline ?label WHERE {
  { ?pipeline nemo:explainer ?work } UNION { ?pipeline a nemo:Pipeline }
  OPTIONAL { ?pipeline rdfs:label ?label }
} ORDER BY ?pipeline ?label
"""
_ROWS = """
SELECT DISTINCT ?model ?row ?label WHERE {{
  {0} nemo:explainer ?work .
  ?part nemo:partOfPipeline {0} ; nemo:participant ?model ; nemo:explainerRow ?row .
  OPTIONAL {{ ?model rdfs:label ?label }}
}} ORDER BY ?row ?model ?label
"""
_TEACHERS = """
SELECT DISTINCT ?pipeline ?teacher ?student ?number ?role WHERE {
  VALUES ?role { nemo:newTeacher nemo:reusedTeacher }
  ?round nemo:partOfPipeline ?pipeline ; nemo:roundNumber ?number ; nemo:student ?student ;
    ?role ?teacher .
} ORDER BY ?pipeline ?teacher ?number ?student ?role
"""
_TERM = PREFIXES["nemo"]


@dataclass(frozen=True)
class Entry:
    """An entry of a cell: the IRI that it stands for, its words, its stage and its claim.

    `step` is the number of the stage that it belongs to, or empty. It is `contradicted` if all
    claims behind it are; what the explainer prints as fed counts as the edges behind it do.
    """

    item: str
    words: str
    step: str
    claim: EdgeClaim
    contradicted: bool = False


@dataclass
class Row:
    """A row of the table: a model, and the entries of each of `COLUMNS`.

    `pipeline` and `pipeline_label` are those of the table. `made_in` is the number of the round for
    which a teacher was made, where that is not the first; `reused_for` are the students of later
    rounds into which it is distilled again.
    """

    pipeline: str
    pipeline_label: str
    number: str
    model: str
    label: str
    cells: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    made_in: str = ""
    reused_for: set[str] = field(default_factory=set)


def render_csv(dataset: Dataset) -> str:
    r"""Return the explainer's table as CSV.

    The statuses in a column such as `data_status` are those of the IRIs in `data`, in their order;
    what is contradicted has `-contradicted` after its status.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> render_csv(Dataset(Store())).split(",data,")[0]
    'row,model,label,made_in_round,reused_for,init_from'
    """
    lines = [
        [
            row.number,
            row.model,
            row.label,
            row.made_in,
            " ".join(sorted(row.reused_for)),
            *(" ".join(_statuses_by_item(row.cells[column])) for column in COLUMNS),
            *(" ".join(_statuses_by_item(row.cells[column]).values()) for column in COLUMNS),
            row.pipeline,
        ]
        for row in explainer_rows(dataset)
    ]
    columns = [column.lower().replace(" ", "_") for column in COLUMNS]
    head = [*_CSV_HEAD, *columns, *(f"{column}_status" for column in columns), "pipeline"]
    return spreadsheet_rows([head, *lines])


def render_markdown(dataset: Dataset) -> str:
    """Return the explainer's table in GitHub Flavored Markdown, with its legend.

    Where several pipelines have a table, each stands beneath the name of its pipeline.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> print(render_markdown(Dataset(Store())).splitlines()[0])
    | Model | Init from | Data | Algorithm | Feeds |
    """
    tables: dict[str, list[Row]] = {}
    for row in explainer_rows(dataset):
        tables.setdefault(row.pipeline, []).append(row)
    if len(tables) < 2:
        return _markdown(next(iter(tables.values()), [])) + _KEY
    headed = (f"## {_heading(rows[0])}\n\n{_markdown(rows)}" for rows in tables.values())
    return "\n".join(headed) + _KEY


def explainer_rows(dataset: Dataset) -> list[Row]:
    """Return the rows of the table of each pipeline, by the IRI of the pipeline.

    A pipeline has the rows that its explainer numbers; without an explainer, those of the models
    that are trained in it and of whose training something is claimed.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> explainer_rows(Dataset(Store()))
    []
    """
    table: list[Row] = []
    labels: dict[NamedNode, str] = {}
    for pipeline, label in dataset.engine.select(_PROLOGUE + _PIPELINES):
        if isinstance(pipeline, NamedNode):  # no query can ask for any other
            labels.setdefault(pipeline, bare_text(label))
    rounds: dict[str, list[list[str]]] = {}
    for line in dataset.engine.select(_PROLOGUE + _TEACHERS):
        in_pipeline, *teacher = map(bare_text, line)
        rounds.setdefault(in_pipeline, []).append(teacher)
    for name, text in labels.items():
        rows_by_model = _pipeline_rows(dataset.engine, name, text or name.value)
        _add_rounds(rows_by_model, rounds.get(name.value, ()))
        table += sorted(rows_by_model.values(), key=lambda row: (_number(row.number), row.model))
    return table


def _add_rounds(rows_by_model: Mapping[str, Row], teachers: Iterable[list[str]]) -> None:
    """Add to the rows of teachers for which rounds they were made, and in which used again."""
    for teacher, student, number, role in teachers:
        row = rows_by_model.get(teacher)
        if row and role == _TERM + "reusedTeacher":
            row.reused_for.add(student)
        elif row and number != "1":
            row.made_in = number


def _pipeline_rows(engine: Engine, pipeline: NamedNode, pipeline_label: str) -> dict[str, Row]:
    """Return the rows of the table of one pipeline, by the models that they are about."""
    about = (pipeline.value, pipeline_label)
    rows_by_model: dict[str, Row] = {}
    for line in engine.select(_PROLOGUE + _ROWS.format(pipeline)).rows:
        model, number, label = map(bare_text, line)
        rows_by_model.setdefault(model, Row(*about, number, model, label))
    canned = catalogue.find_query("explainer-table")
    answer = execution.run_query(engine, canned, {"pipeline": str(pipeline)})
    assert isinstance(answer, Table)
    records = [dict(zip(answer.columns, map(bare_text, line), strict=True)) for line in answer.rows]
    claims = decisive_claims(engine, (record["claim"] for record in records))
    entries: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        place = tuple(record[name] for name in ("model", "column", "item", "value", "step"))
        entries.setdefault(place, []).append(record)
        model = record["model"]
        rows_by_model.setdefault(model, Row(*about, record["row"], model, record["label"]))
    for (model, column, *_), behind in entries.items():
        rows_by_model[model].cells[column].append(_entry(behind, claims))
    for row in rows_by_model.values():
        row.cells["Feeds"].sort(key=lambda entry: _place(rows_by_model, entry))
    return rows_by_model


def _entry(records: list[Record], claims: Mapping[str, EdgeClaim]) -> Entry:
    """Return the entry that some records are about; of their claims the first by rank speaks."""
    first = records[0]
    speaking = (
        # The claim of a blank node is not among the others.
        claims.get(record["claim"]) or EdgeClaim(record["claim"], "", local_name(record["status"]))
        for record in records
    )
    edges = [each for each in records if each["predicate"] != _TERM + "feeds"] or records
    return Entry(
        first["item"],
        first["value"] or first["item"],
        first["step"],
        min(speaking, key=lambda claim: claim.sort_key),
        all(each["contradicted"] for each in edges),
    )


def _statuses_by_item(cell: list[Entry]) -> dict[str, str]:
    """Return the status of each IRI in a cell, in their order there; the first of several."""
    statuses: dict[str, str] = {}
    for entry in cell:
        mark = f"{entry.claim.status}-contradicted" if entry.contradicted else entry.claim.status
        statuses.setdefault(entry.item, mark)
    return statuses


def _place(rows_by_model: Mapping[str, Row], entry: Entry) -> tuple[int, str]:
    """Return where a model that is fed stands in the table, and after all others if nowhere."""
    row = rows_by_model.get(entry.item)
    return _number(row.number if row else ""), entry.item


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else sys.maxsize


def _heading(row: Row) -> str:
    return _escaped(printable_text(" ".join(row.pipeline_label.split()), "Markdown"))


def _markdown(rows: list[Row]) -> str:
    """Return one table in Markdown."""
    cells = [
        [
            " ".join(filter(None, (NEW if row.made_in else "", row.label or row.model))),
            *(_cell(row, column) for column in COLUMNS),
        ]
        for row in rows
    ]
    escaped = [[_escaped(cell) for cell in line] for line in cells]
    return markdown_table(("Model", *COLUMNS), escaped)


def _cell(row: Row, column: str) -> str:
    stages = groupby(row.cells[column], key=lambda entry: entry.step)
    if column != "Algorithm":
        return ", ".join(_words(entry, row) for entry in row.cells[column])
    return " → ".join(" + ".join(_words(e, row) for e in entries) for _, entries in stages)


def _words(entry: Entry, row: Row) -> str:
    marks = (
        REUSED if entry.item in row.reused_for else "",
        STATUS_MARKS.get(entry.claim.status, ""),
        CONTRADICTED if entry.contradicted else "",
    )
    return " ".join(filter(None, [entry.words, *marks]))


def _escaped(text: str) -> str:
    r"""Return a text in which Markdown reads no markup; `markdown_table` escapes the pipes.

    >>> print(_escaped("a*b_c <i>"))
    a\*b\_c &lt;i>
    """
    for mark in "\\`*_~[]":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("&", "&amp;").replace("<", "&lt;")
