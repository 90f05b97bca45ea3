"""The competency questions are answered, by both engines, as expected."""

from __future__ import annotations

import csv
import json
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pytest
from engines import ask, embedded, second
from paths import FIXTURES

from nemokg.files.resources import bundled_directory
from nemokg.queries import catalogue
from nemokg.rdf import formats
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import namespace_of

if TYPE_CHECKING:
    from nemokg.engine.base import EngineBase


class Question(TypedDict):
    """One entry of the mapping."""

    id: str
    question: str
    answer_type: str
    ordered: bool
    query: str
    params: dict[str, str]
    columns: list[str]
    note: str


FOLDER = Path(bundled_directory("queries"))
QUESTIONS: dict[str, Question] = {
    entry["id"]: entry
    for entry in tomllib.loads((FOLDER / "competency.toml").read_text(encoding="utf-8"))["question"]
}
GIVEN = json.loads((FIXTURES / "expected" / "competency-given.json").read_text())


@cache
def answer(engine: EngineBase, identifier: str) -> Table:
    """Return the columns of the query that answer a question."""
    question = QUESTIONS[identifier]
    table = ask(engine, question["query"], **question["params"])
    places = [table.columns.index(column) for column in question["columns"]]
    rows = tuple(tuple(row[place] for place in places) for row in table)
    return Table(tuple(question["columns"]), rows)


@pytest.fixture(params=[embedded, second], ids=["oxigraph", "rdflib"])
def engine(request: pytest.FixtureRequest) -> EngineBase:
    """Return each engine over the bundled data."""
    made: EngineBase = request.param()
    return made


def test_there_are_forty_questions_and_twenty_given_answers() -> None:
    """The mapping has the questions cq-01 to cq-40, each with expected rows; 20 are given."""
    ids = [f"cq-{number:02}" for number in range(1, 41)]
    assert list(QUESTIONS) == ids
    assert sorted(path.stem for path in (FOLDER / "expected").iterdir()) == ids
    assert len(GIVEN) == 20
    assert set(GIVEN) < set(ids)


@pytest.mark.parametrize("identifier", QUESTIONS)
def test_the_mapping_is_complete(identifier: str) -> None:
    """A question names a query that there is, its parameters, and a column or three for edges."""
    question = QUESTIONS[identifier]
    assert set(question) == set(Question.__annotations__)
    parameters = {
        parameter.name for parameter in catalogue.find_query(question["query"]).parameters
    }
    assert set(question["params"]) <= parameters
    assert question["question"].endswith("?")
    if question["answer_type"] == "edge-set":
        assert len(question["columns"]) == 3
    elif not question["answer_type"].startswith("literal"):
        assert len(question["columns"]) == 1


@pytest.mark.parametrize("identifier", QUESTIONS)
def test_answers_are_as_expected(identifier: str, engine: EngineBase) -> None:
    """The answer to a question is that of its file, row by row, none twice."""
    found = answer(engine, identifier)
    expected = (FOLDER / "expected" / f"{identifier}.csv").read_text(encoding="utf-8")
    assert formats.csv_text(found) == expected
    assert len(set(found.rows)) == len(found) > 0


@pytest.mark.parametrize("identifier", GIVEN)
def test_given_answers_come_out_exactly(identifier: str) -> None:
    """The expected rows of a question whose answer is given hold that answer and no more."""
    text = (FOLDER / "expected" / f"{identifier}.csv").read_text(encoding="utf-8")
    _, *cells = csv.reader(text.splitlines())
    rows = [tuple(cell.removeprefix(namespace_of(cell)) for cell in row) for row in cells]
    question, given = QUESTIONS[identifier], GIVEN[identifier]
    assert question["answer_type"] == given["answer_type"]
    assert question["ordered"] == given["ordered"]
    expected = given["expected"]
    if isinstance(expected, dict):
        assert rows == [tuple(str(expected[column]) for column in question["columns"])]
    elif not isinstance(expected, list):
        assert rows == [(str(expected),)]
    else:
        wanted = [tuple(item) if isinstance(item, list) else (item,) for item in expected]
        assert rows == wanted if given["ordered"] else sorted(rows) == sorted(wanted)


def test_paths_run_along_recorded_edges(engine: EngineBase) -> None:
    """Each node of an answered path was initialised from the next."""
    for identifier, question in QUESTIONS.items():
        if question["answer_type"] == "node-path":
            nodes = answer(engine, identifier).column(question["columns"][0])
            for child, parent in pairwise(nodes):
                edge = f"<{child}> <https://w3id.org/nemokg/ontology#initializedFrom> <{parent}>"
                assert engine.ask(f"ASK {{ {edge} }}"), (child, parent)
