"""Competency questions: what the dataset must be able to answer, and the queries that do.

``queries/competency.toml`` maps each question to a canned query, values of its parameters and the
columns that are the answer.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from nemokg.dataset.reading import decode_utf8, read_bytes
from nemokg.errors import InputError, ParameterError, UnknownQueryError, suggestion_clause
from nemokg.files.resources import bundled_directory
from nemokg.queries import catalogue
from nemokg.queries.execution import run_query
from nemokg.queries.parameters import iris_that_are_subjects, parameter_iris
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Term


@dataclass(frozen=True)
class Question:
    """A competency question; `query` names the canned query that answers it with `params`.

    The answer are the `columns` of that query; `ordered` says that the order of its rows counts.
    """

    id: str
    question: str
    answer_type: str
    ordered: bool
    query: str
    params: Mapping[str, str]
    columns: tuple[str, ...]
    note: str


def competency_questions() -> list[Question]:
    """Return the competency questions, in their order.

    Raises InputError if the file of questions is missing or broken.

    >>> competency_questions()[0].id
    'cq-01'
    """
    import tomllib

    path = os.path.join(bundled_directory("queries"), "competency.toml")
    try:
        entries = tomllib.loads(decode_utf8(path, read_bytes(path)))["question"]
        return [Question(**{**entry, "columns": tuple(entry["columns"])}) for entry in entries]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}: {error}; each [[question]] has {', '.join(Question.__annotations__)}."
        ) from error


def find_question(identifier: str) -> Question:
    """Return the question of this id, in upper or lower case.

    Raises UnknownQueryError, which offers the nearest ids, where there is none.

    >>> find_question("CQ-01").id
    'cq-01'
    """
    by_id = {question.id: question for question in competency_questions()}
    if identifier.lower() not in by_id:
        raise UnknownQueryError(
            f'There is no competency question "{identifier}".'
            f"{suggestion_clause(identifier.lower(), by_id)} `nemokg competency` lists them all."
        )
    return by_id[identifier.lower()]


def answer_question(engine: Engine, question: Question, occurring: Collection[str] = ()) -> Table:
    """Return the answer to a question: the columns of its query that are the answer.

    IRIs that are `occurring` are known to be in the data, and not looked for.

    Raises ParameterError if the data lack what the question is about, InputError if the
    query has no such column, and whatever `nemokg.queries.execution.run_query` raises.
    """
    table = run_query(engine, catalogue.find_query(question.query), question.params, occurring)
    if not isinstance(table, Table) or not set(question.columns) <= set(table.columns):
        raise InputError(
            f"competency.toml: the query {question.query} of {question.id} lacks one of the"
            f" columns {', '.join(question.columns)}; name columns that it has."
        )
    places = [table.columns.index(column) for column in question.columns]
    return Table(question.columns, tuple(tuple(row[i] for i in places) for row in table.rows))


def questions_overview(engine: Engine) -> Table:
    """Return all questions with the number of rows of each answer, and the queries used.

    A question about what the data lack has no number.
    """
    from pyoxigraph import Literal

    listed = competency_questions()
    named = {
        iri
        for question in listed
        for iri in parameter_iris(catalogue.find_query(question.query), question.params)
    }
    occurring = iris_that_are_subjects(engine, named)
    rows = []
    for question in listed:
        try:
            count = Literal(len(answer_question(engine, question, occurring)))
        except ParameterError:
            count = None
        rows.append(
            (Literal(question.id), Literal(question.question), count, Literal(question.query))
        )
    return Table(("id", "question", "answers", "query"), tuple(rows))


def with_local_names(table: Table) -> Table:
    """Return an answer with local names in place of IRIs.

    >>> from pyoxigraph import NamedNode
    >>> table = Table(("model",), ((NamedNode("https://w3id.org/nemokg/model/my-student"),),))
    >>> with_local_names(table).column("model")
    ['my-student']
    """
    from pyoxigraph import Literal, NamedNode

    def brief(term: Term | None) -> Term | None:
        if not isinstance(term, NamedNode):
            return term
        return Literal(term.value.removeprefix(namespace_of(term.value)))

    return Table(table.columns, tuple(tuple(map(brief, row)) for row in table.rows))
