"""The page docs/queries.md: the canned queries, and which of them answers which question."""

from __future__ import annotations

from nemokg.queries import catalogue
from nemokg.queries.competency import Question, questions
from nemokg.rdf.results import CannedQuery, Parameter

HEAD = """\
# Canned queries

Every query is a file in `queries/` that runs as it is in any SPARQL 1.1 store; `nemokg query NAME`
answers it, `nemokg queries NAME` shows it. A parameter is set with `--param NAME=VALUE`; a default
that is empty or a bare prefix, such as `model:`, stands for any value. This page is written by
`make docs` from the headers of the queries and from `queries/competency.toml`.

"""
COMPETENCY = """
## Competency questions

`nemokg competency` lists the questions, `nemokg competency ID` answers one. The columns named are
those of the query that are the answer.

| question | | answered by | columns |
|---|---|---|---|
"""


def page() -> str:
    """Return the page in Markdown."""
    queries = [catalogue.find(name) for name in catalogue.names()]
    asked = questions()
    return "".join([
        HEAD,
        *(_tag(tag, queries) for tag in sorted({tag for query in queries for tag in query.tags})),
        "\n[Competency questions](#competency-questions) and the queries that answer them stand"
        " at the end.\n",
        *(_query(query, asked) for query in queries),
        COMPETENCY,
        *map(_question, asked),
    ])  # fmt: skip


def _tag(tag: str, queries: list[CannedQuery]) -> str:
    return f"- **{tag}**: {', '.join(_link(q.name) for q in queries if tag in q.tags)}\n"


def _link(name: str) -> str:
    return f"[`{name}`](#{name})"


def _query(query: CannedQuery, asked: list[Question]) -> str:
    text = f"\n## `{query.name}`\n\n**{query.summary}.** {query.description}\n\n"
    if query.parameters:
        text += f"Parameters: {', '.join(map(_parameter, query.parameters))}.\n\n"
    text += f"Tags: {', '.join(query.tags)}."
    answers = ", ".join(question.id for question in asked if question.query == query.name)
    return f"{text} Answers {answers}.\n" if answers else f"{text}\n"


def _parameter(parameter: Parameter) -> str:
    default = f"`{parameter.default}`" if parameter.default else "empty"
    return f"`{parameter.name}` (default {default})"


def _question(question: Question) -> str:
    given = "".join(f"<br>`{name}={value}`" for name, value in question.params.items())
    columns = ", ".join(f"`{column}`" for column in question.columns)
    answered_by = _link(question.query) + given
    return f"| {question.id} | {question.question} | {answered_by} | {columns} |\n"
