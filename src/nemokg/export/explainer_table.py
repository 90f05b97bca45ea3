"""The explainer's table as CSV and Markdown: one row per model that it lists, in its order.

CSV has full IRIs, several in a cell apart by spaces, and no formulas for a spreadsheet. Markdown is
for people: ★ new in a later round, ↺ used again in it; the stages of a model are joined by arrows,
the algorithms of a stage by plus signs.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import NamedNode

from nemokg.queries import catalogue, execution
from nemokg.rdf.formats import bare_text, spreadsheet_rows
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import PREFIXES, local_name
from nemokg.text.answers import markdown_table
from nemokg.training.edges import EdgeClaim, decisive_claims

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from nemokg.dataset.opening import Dataset

COLUMNS = ("Init from", "Data", "Algorithm", "Feeds")
NEW, REUSED, INFERRED = "★", "↺", "○"
_CSV_HEAD = ("row", "model", "label", "made_in_round", "reused_for")
_KEY = (
    f"\n{NEW} made for a later round of distillation, {REUSED} reused in it, {INFERRED} inferred.\n"
)
_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "rdfs"))
_PIPELINES = "SELECT DISTINCT ?pipeline WHERE { ?pipeline nemo:explainer ?work } ORDER BY ?pipeline"
_ROWS = """
SELECT DISTINCT ?model ?row ?label WHERE {{
  ?model nemo:partOfPipeline|nemo:externalTo {0} ; nemo:explainerRow ?row .
  OPTIONAL {{ ?model rdfs:label ?label }}
}} ORDER BY ?row ?model ?label
"""
_TEACHERS = """
SELECT DISTINCT ?teacher ?student ?number ?role WHERE {{
  VALUES ?role {{ nemo:newTeacher nemo:reusedTeacher }}
  ?round nemo:partOfPipeline {0} ; nemo:roundNumber ?number ; nemo:student ?student ;
    ?role ?teacher .
}} ORDER BY ?teacher ?number ?student ?role
"""
_TERM = PREFIXES["nemo"]


@dataclass(frozen=True)
class Entry:
    """An entry of a cell: the IRI that it stands for, its words, its stage and its claim.

    `step` is the number of the stage that it belongs to, or empty.
    """

    item: str
    words: str
    step: str
    claim: EdgeClaim


@dataclass
class Row:
    """A row of the table: a model, and the entries of each of `COLUMNS`.

    `made_in` is the number of the round for which a teacher was made, where that is not the first;
    `reused_for` are the students of later rounds into which it is distilled again.
    """

    number: str
    model: str
    label: str
    cells: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    made_in: str = ""
    reused_for: set[str] = field(default_factory=set)


def render_csv(dataset: Dataset) -> str:
    r"""Return the explainer's table as CSV.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> render_csv(Dataset(Store()))
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
        for row in explainer_rows(dataset)
    ]
    head = [*_CSV_HEAD, *(column.lower().replace(" ", "_") for column in COLUMNS)]
    return spreadsheet_rows([head, *lines])


def render_markdown(dataset: Dataset) -> str:
    """Return the explainer's table in GitHub Flavored Markdown, with its legend.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> print(render_markdown(Dataset(Store())).splitlines()[0])
    | Model | Init from | Data | Algorithm | Feeds |
    """
    cells = [
        [
            " ".join(filter(None, (NEW if row.made_in else "", row.label or row.model))),
            *(_cell(row, column) for column in COLUMNS),
        ]
        for row in explainer_rows(dataset)
    ]
    escaped = [[_escaped(cell) for cell in line] for line in cells]
    return markdown_table(("Model", *COLUMNS), escaped) + _KEY


def explainer_rows(dataset: Dataset) -> list[Row]:
    """Return the rows of the table of each pipeline that has an explainer.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> explainer_rows(Dataset(Store()))
    []
    """
    engine = dataset.engine
    canned = catalogue.find_query("explainer-table")
    table: list[Row] = []
    for (pipeline,) in engine.select(_PROLOGUE + _PIPELINES):
        if not isinstance(pipeline, NamedNode):  # which no query can ask for
            continue
        rows_by_model: dict[str, Row] = {}
        for line in engine.select(_PROLOGUE + _ROWS.format(pipeline)).rows:
            model, number, label = map(bare_text, line)
            rows_by_model.setdefault(model, Row(number, model, label))
        answer = execution.run_query(engine, canned, {"pipeline": str(pipeline)})
        assert isinstance(answer, Table)
        records = [
            dict(zip(answer.columns, map(bare_text, line), strict=True)) for line in answer.rows
        ]
        claims = decisive_claims(engine, (record["claim"] for record in records))
        for record in records:
            item, words, model = record["item"], record["value"], record["model"]
            name, status = record["claim"], local_name(record["status"])
            claim = claims.get(name) or EdgeClaim(name, "", status)  # a blank node's is not found
            entry = Entry(item, words or item, record["step"], claim)
            row = rows_by_model.setdefault(model, Row(record["row"], model, record["label"]))
            _add(row.cells[record["column"]], entry)
        for line in engine.select(_PROLOGUE + _TEACHERS.format(pipeline)):
            teacher, student, number, role = map(bare_text, line)
            teacher_row = rows_by_model.get(teacher)
            if teacher_row and role == _TERM + "reusedTeacher":
                teacher_row.reused_for.add(student)
            elif teacher_row and number != "1":
                teacher_row.made_in = number
        for row in rows_by_model.values():
            row.cells["Feeds"].sort(key=lambda entry: _place(rows_by_model, entry))
        table += sorted(rows_by_model.values(), key=lambda row: (_number(row.number), row.model))
    return table


def _add(cell: list[Entry], entry: Entry) -> None:
    """Put an entry into a cell; of claims that say the same, the representative one counts."""
    for place, other in enumerate(cell):
        if (other.item, other.words, other.step) == (entry.item, entry.words, entry.step):
            cell[place] = min(other, entry, key=lambda one: one.claim.sort_key)
            return
    cell.append(entry)


def _place(rows_by_model: Mapping[str, Row], entry: Entry) -> tuple[int, str]:
    """Return where a model that is fed stands in the table, and after all others if nowhere."""
    row = rows_by_model.get(entry.item)
    return _number(row.number if row else ""), entry.item


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else sys.maxsize


def _cell(row: Row, column: str) -> str:
    stages = groupby(row.cells[column], key=lambda entry: entry.step)
    if column != "Algorithm":
        return ", ".join(_words(entry, row) for entry in row.cells[column])
    return " → ".join(" + ".join(_words(e, row) for e in entries) for _, entries in stages)


def _words(entry: Entry, row: Row) -> str:
    marks = {REUSED: entry.item in row.reused_for, INFERRED: entry.claim.status == "inferred"}
    return " ".join([entry.words, *(mark for mark, holds in marks.items() if holds)])


def _escaped(text: str) -> str:
    r"""Return a text in which Markdown reads no markup; `markdown_table` escapes the pipes.

    >>> print(_escaped("a*b_c <i>"))
    a\*b\_c &lt;i>
    """
    for mark in "\\`*_~[]":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("&", "&amp;").replace("<", "&lt;")
