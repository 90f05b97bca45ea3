"""The explainer's table as CSV and Markdown, compared with the canned query and with the facts."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict

import pytest
import yaml
from exports import NAMES, datasets, exported, local, rows
from markdown_it import MarkdownIt
from paths import TESTS
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from nemokg.dataset.opening import Dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import OutputWarning
from nemokg.export import render_dataset
from nemokg.queries import catalogue, execution
from nemokg.rdf.formats import bare_text, csv_text, spreadsheet_rows
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import PREFIXES, RDFS_LABEL
from nemokg.training.selection import select_part

COLUMNS = ("Init from", "Data", "Algorithm", "Feeds")
NAMESPACE = PREFIXES["nemo"]
PIPELINES = "SELECT DISTINCT ?p WHERE { ?p nemo:explainer ?work }"


def cells(name: str) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return what the canned query answers, by model and column."""
    engine = OxigraphEngine(datasets()[name])
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for (pipeline,) in rows(name, PIPELINES):
        answer = execution.run_query(
            engine, catalogue.find_query("explainer-table"), {"pipeline": pipeline}
        )
        assert isinstance(answer, Table)
        for row in answer:
            record = dict(zip(answer.columns, map(bare_text, row), strict=True))
            found[record["model"], record["column"]].append(record)
    return found


def listed(name: str) -> list[tuple[str, ...]]:
    """Return row, IRI and label of the models in the table, in order."""
    models = (
        "SELECT ?row ?x ?l WHERE { ?part nemo:participant ?x ; nemo:explainerRow ?row"
        " OPTIONAL { ?x rdfs:label ?l } }"
    )
    return sorted(rows(name, models), key=lambda row: int(row[0]))


def lines(name: str) -> list[dict[str, str]]:
    """Return the rows that the csv module of Python reads."""
    return list(csv.DictReader(io.StringIO(exported(name, "csv"), newline="")))


def shown(text: str) -> list[list[str]]:
    """Return the texts of the cells that a renderer of GitHub's Markdown shows, its head first."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found: list[list[str]] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            found.append([])
        if token.type in ("th_open", "td_open"):
            children = tokens[place + 1].children or []
            assert {child.type for child in children} <= {"text", "text_special"}
            found[-1].append("".join(child.content for child in children))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_csv_has_a_row_for_each_model_of_the_table(name: str) -> None:
    """The CSV lists the models with a row of their own, in order, with IRI and label."""
    found = [(line["row"], line["model"], line["label"]) for line in lines(name)]
    assert found == listed(name)
    assert found


@pytest.mark.parametrize("name", NAMES)
def test_csv_has_the_entries_of_each_cell(name: str) -> None:
    """Each cell of the CSV has the IRIs that the canned query gives for it, each once."""
    expected = cells(name)
    total = 0
    for line in lines(name):
        for column in COLUMNS:
            items = line[column.lower().replace(" ", "_")].split()
            wanted = [cell["item"] for cell in expected[line["model"], column]]
            assert sorted(items) == sorted(set(wanted))
            total += len(items)
    assert total == len({(m, c, r["item"]) for (m, c), own in expected.items() for r in own})


def test_the_stars_are_those_of_the_explainer() -> None:
    """The star stands where the explainer prints it in front of a name."""
    facts = yaml.safe_load((TESTS / "bundled/facts/nodes.yaml").read_text(encoding="utf-8"))
    starred = {
        node["id"]
        for node in facts["nodes"]
        if any("★" in name for name in node.get("alt_labels") or ())
    }
    assert starred
    assert {local(line["model"]) for line in lines("bundled") if line["made_in_round"]} == starred


@pytest.mark.parametrize("name", NAMES)
def test_marks_are_those_of_the_rounds(name: str) -> None:
    """The star marks teachers made for a later round, the loop what they are used again for."""
    later = "SELECT ?x WHERE { ?r nemo:newTeacher ?x ; nemo:roundNumber ?n FILTER(?n > 1) }"
    new = rows(name, later)
    again = rows(name, "SELECT ?x ?s WHERE { ?r nemo:reusedTeacher ?x ; nemo:student ?s }")
    table = {line["model"]: line for line in lines(name)}
    assert {m for m, line in table.items() if line["made_in_round"]} == {x for (x,) in new} & set(
        table
    )
    reused = {(m, s) for m, line in table.items() for s in line["reused_for"].split()}
    assert reused == {(x, s) for x, s in again if x in table}
    first = {row[0]: row for row in shown(exported(name, "md"))}
    assert {label for label in first if label.startswith("★ ")} == {
        f"★ {line['label']}" for line in table.values() if line["made_in_round"]
    }
    for line in table.values():
        label = " ".join(line["label"].split())
        cell = next(row for shown_as, row in first.items() if shown_as.endswith(label))
        assert cell[4].count("↺") == len(
            set(line["reused_for"].split()) & set(line["feeds"].split())
        )


@pytest.mark.parametrize("name", NAMES)
def test_markdown_shows_the_words_of_each_entry(name: str) -> None:
    """Read by a renderer of Markdown, each cell has the words of its entries and their marks."""
    head, *body = shown(exported(name, "md"))
    assert head == ["Model", *COLUMNS]
    assert len(body) == len(listed(name))
    expected = cells(name)
    for (_, model, label), row in zip(listed(name), body, strict=True):
        assert row[0].removeprefix("★ ") == " ".join((label or model).split())
        for column, cell in zip(COLUMNS, row[1:], strict=True):
            entries = expected[model, column]
            plain = re.sub(" [◐○✗↺]", "", cell)
            words = sorted({entry["value"] for entry in entries})
            assert sorted(set(split(plain, words))) == words
            assert cell.count("○") == len(items(entries, "inferred", "stated", "attributed"))
            assert cell.count("◐") == len(items(entries, "attributed", "stated"))


def items(entries: list[dict[str, str]], status: str, *better: str) -> set[tuple[str, str]]:
    """Return the items and stages of which a claim has a status, and none a better one."""
    by_status: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry in entries:
        by_status[local(entry["status"])].add((entry["item"], entry["step"]))
    return by_status[status].difference(*(by_status[name] for name in better))


def split(cell: str, words: list[str]) -> list[str]:
    """Return the entries of a cell, of which the words may have commas of their own."""
    if not words:
        assert cell == ""
        return []
    pattern = "|".join(re.escape(" ".join(word.split())) for word in sorted(words, key=len)[::-1])
    assert re.fullmatch(rf"(?:{pattern})(?:(?:, | → | \+ )(?:{pattern}))*", cell), cell
    return re.findall(pattern, cell)


def test_stages_are_in_order() -> None:
    """Algorithms stand in the order of their stages, those of one stage joined by a plus."""
    for line in shown(exported("bundled", "md"))[1:]:
        own = [row for row in listed("bundled") if row[2] == line[0].removeprefix("★ ")]
        steps: dict[int, set[str]] = defaultdict(set)
        helpers: set[str] = set()
        for entry in cells("bundled")[own[0][1], "Algorithm"]:
            (steps[int(entry["step"])] if entry["step"] else helpers).add(entry["value"])
        groups = [set(re.sub(" [◐○✗]", "", g).split(" + ")) for g in line[3].split(" → ") if g]
        assert [g for g in groups if g != helpers] == [steps[n] for n in sorted(steps)]


def test_a_selection_has_its_rows_only() -> None:
    """The table of a part of the dataset has the rows of the models in that part."""
    view = select_part(Dataset(datasets()["bundled"]), "stem-teacher")
    found = {line["model"] for line in csv.DictReader(io.StringIO(render_dataset(view, "csv")))}
    listed_ = {str(x) for _, x, _ in listed("bundled")}
    typed = {bare_text(quad.subject) for quad in view.store} & listed_
    assert found == typed
    assert 1 < len(found) < len(listed_)


def test_a_dataset_without_an_explainer_has_no_rows() -> None:
    """Where no pipeline has an explainer, the table is its head."""
    store = Store()
    store.load("<x:a> <x:p> <x:b> .", RdfFormat.TURTLE)
    assert render_dataset(Dataset(store), "csv").count("\n") == 1
    assert len(shown(render_dataset(Dataset(store), "md"))) == 1


FORMULAS = ["=1+1", "+1-1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("x","y")']
PLAIN = ["-1.5", "+3%", "a=b", "", "1,000", "'quoted"]


def test_a_spreadsheet_finds_no_formula_in_a_table_for_people() -> None:
    """What would begin a formula has an apostrophe before it, and numbers and texts stay."""
    written = spreadsheet_rows([FORMULAS, PLAIN])
    formulas, plain = csv.reader(io.StringIO(written, newline=""))
    assert formulas == [f"'{text}" for text in FORMULAS]
    assert plain == PLAIN


def test_texts_of_others_stay_within_their_cells() -> None:
    """Formulas, markup, pipes, line ends and control characters in a label are text in a cell."""
    label = "=1|a\n**b** <img src=x> [c](javascript:d) \x1b[2J"
    store = Store()
    pipeline = NamedNode("urn:p")
    names = ("explainer", "explainerRow", "participant", "partOfPipeline")
    terms = {name: NamedNode(NAMESPACE + name) for name in names}
    part, model = NamedNode("urn:part"), NamedNode("urn:m")
    store.add(Quad(pipeline, terms["explainer"], NamedNode("urn:w")))
    store.add(Quad(part, terms["participant"], model))
    store.add(Quad(part, terms["partOfPipeline"], pipeline))
    store.add(Quad(part, terms["explainerRow"], Literal(1)))
    store.add(Quad(model, NamedNode(RDFS_LABEL), Literal(label)))
    with pytest.warns(OutputWarning, match="CSV has no control characters"):
        written = render_dataset(Dataset(store), "csv")
    (record,) = csv.DictReader(io.StringIO(written, newline=""))
    assert record["label"] == "'" + label.replace("\x1b", "\ufffd")
    with pytest.warns(OutputWarning, match="Markdown has no control characters"):
        written = render_dataset(Dataset(store), "md")
    assert shown(written)[1][0] == " ".join(label.split()).replace("\x1b", "\ufffd")
    assert "<img" not in MarkdownIt("commonmark").enable("table").render(written)


def test_a_result_set_keeps_its_texts() -> None:
    """The CSV of SPARQL has what a query returns, whatever a spreadsheet makes of it."""
    table = Table(("a",), tuple((Literal(text),) for text in FORMULAS))
    rows_ = list(csv.reader(io.StringIO(csv_text(table), newline="")))[1:]
    assert rows_ == [[text] for text in FORMULAS]
