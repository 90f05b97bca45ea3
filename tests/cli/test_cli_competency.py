"""The command that answers the competency questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES

from nemokg.files.resources import bundled_directory
from nemokg.queries import competency

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

GIVEN = json.loads((FIXTURES / "expected" / "competency-given.json").read_text())


def test_all_questions_are_listed_with_their_answers(nemokg: Callable[..., Outcome]) -> None:
    """Without an id, each question has a row with the number of answers and its query."""
    rows = nemokg("competency", "--format", "csv").out.splitlines()
    assert rows[0] == "id,question,answers,query"
    assert len(rows) == 41
    assert rows[7].endswith("start from Ultra MOPD1?,4,new-teachers")


@pytest.mark.parametrize("identifier", GIVEN)
def test_given_answers_come_one_per_row(nemokg: Callable[..., Outcome], identifier: str) -> None:
    """As CSV an answer is a header and one local name, literal or edge per row, as expected."""
    outcome = nemokg("competency", identifier, "--format", "csv")
    assert outcome.code == 0
    question = competency.find_question(identifier)
    head, *rows = outcome.out.splitlines()
    assert head == ",".join(question.columns)
    expected = GIVEN[identifier]["expected"]
    if isinstance(expected, list):
        wanted = [",".join(item) if isinstance(item, list) else str(item) for item in expected]
        found = rows if question.ordered else sorted(rows)
        assert found == (wanted if question.ordered else sorted(wanted))
    else:
        values = expected.values() if isinstance(expected, dict) else [expected]
        assert rows == [",".join(map(str, values))]


def test_the_answer_for_people_has_question_and_note(nemokg: Callable[..., Outcome]) -> None:
    """On a terminal the question stands above the answer and the note below it."""
    lines = nemokg("competency", "CQ-08").out.splitlines()
    assert lines[0] == "Which teacher starts from another teacher, and from which?"
    assert lines[4].split() == [
        "model:coding-teacher", "nemo:initializedFrom", "model:stem-teacher",
    ]  # fmt: skip
    assert lines[-1].startswith("The initialisation is stated")


def test_json_has_local_names(nemokg: Callable[..., Outcome]) -> None:
    """In JSON too, things go by their local names."""
    answer = json.loads(nemokg("competency", "cq-16", "--format", "json").out)
    assert [row["start"]["value"] for row in answer["results"]["bindings"]] == ["sft-student"]


def test_an_unknown_question_gets_the_nearest(nemokg: Callable[..., Outcome]) -> None:
    """A question that there is not is refused with one line and exit code 2."""
    outcome = nemokg("competency", "cq-044")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert 'no competency question "cq-044". Did you mean cq-04' in outcome.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[question]", "competency.toml: "),
        ("x = 1", "each [[question]] has id, question"),
        ("[[question]]\nid = 'a'\ncolumns = []", "each [[question]] has id, question"),
        ("question = 1", "each [[question]] has id, question"),
        ("", "the file is empty"),
    ],
)
def test_a_broken_file_of_questions_is_one_sentence(
    nemokg: Callable[..., Outcome], bundle: Path, text: str, says: str
) -> None:
    """A file of questions that cannot be read is named with what it should hold."""
    (Path(bundled_directory("queries")) / "competency.toml").write_text(text)
    outcome = nemokg("competency")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert says in outcome.err


def test_a_question_whose_query_lacks_a_column_is_one_sentence(
    nemokg: Callable[..., Outcome], bundle: Path
) -> None:
    """A question that names a column which its query does not have is refused by that name."""
    (Path(bundled_directory("queries")) / "competency.toml").write_text(
        "[[question]]\nid = 'a'\nquestion = 'Who?'\nanswer_type = 'node-set'\nordered = false\n"
        "query = 'teachers'\nparams = {}\ncolumns = ['nobody']\nnote = ''\n"
    )
    outcome = nemokg("competency", "a")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "the query teachers of a lacks one of the columns nobody" in outcome.err
