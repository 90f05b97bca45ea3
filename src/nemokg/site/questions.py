"""The canned queries as the explorer asks them: texts with places for the values of parameters."""

from __future__ import annotations

from nemokg.queries.parameters import parameter_kind, parameter_positions
from nemokg.rdf.vocab import expand_prefixed_name, namespace_of, prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from nemokg.rdf.results import CannedQuery
    from nemokg.site.facts import Facts


def canned_questions(queries: Iterable[CannedQuery]) -> list[dict[str, object]]:
    """Return each query with its header, and its text in parts between the values of parameters.

    A part is a text, or an object that names the ``parameter`` whose value stands there. The
    ``kind`` of a parameter is ``iri`` (with the ``namespace`` of its values), ``boolean``,
    ``number`` or ``text``; its ``default`` is the term in the text.

    >>> from nemokg.queries.catalogue import find_query
    >>> (question,) = canned_questions([find_query("edges")])
    >>> question["parameters"][0]["kind"], question["parts"][1]
    ('boolean', {'parameter': 'all'})
    """
    return [_question(query) for query in queries]


def questions_with_own_defaults(
    questions: list[dict[str, Any]], facts: Facts
) -> list[dict[str, Any]]:
    """Return the questions that a dataset can be asked, with resources of its own as defaults.

    A default that the dataset describes stays. Any other is replaced by the first resource of its
    namespace; a question for which there is none is left out.

    >>> from nemokg.queries.catalogue import find_query
    >>> from nemokg.site.facts import Facts
    >>> from pyoxigraph import Store
    >>> questions = canned_questions([find_query("teachers-of-student")])
    >>> questions_with_own_defaults(questions, Facts(Store()))
    []
    """
    fitted = (_fitted(question, facts) for question in questions)
    return [question for question in fitted if question is not None]


def _question(query: CannedQuery) -> dict[str, object]:
    parts: list[object] = []
    parameters: dict[str, dict[str, object]] = {}
    end = 0
    headed = {parameter.name: parameter.default for parameter in query.parameters}
    for name, (start, stop) in sorted(parameter_positions(query).items(), key=lambda item: item[1]):
        parts += [query.text[end:start], {"parameter": name}]
        end = stop
        parameters[name] = {
            "name": name,
            "default": query.text[start:stop],
            "enumerated": name in query.enumerated,
            **_kind(query.text[start:stop], headed[name]),
        }
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "parameters": [parameters[name] for name in headed],
        "parts": [*parts, query.text[end:]],
    }


def _kind(term: str, headed: str) -> dict[str, str]:
    """Return the kind of a default: the term in the text, and how the header prints it."""
    if parameter_kind(term) != "iri":
        return {"kind": parameter_kind(term)}
    default = headed if term.upper() == "UNDEF" else term
    iri = default[1:-1] if default.startswith("<") else expand_prefixed_name(default)
    return {"kind": "iri", "namespace": namespace_of(iri or "")}


def _fitted(question: dict[str, Any], facts: Facts) -> dict[str, Any] | None:
    parts, parameters = question["parts"], []
    for parameter in question["parameters"]:
        default, iri = parameter["default"], _resource(parameter)
        if iri and not facts.is_subject(iri):
            other = next(
                (i for i in facts.all_subjects() if i.startswith(parameter["namespace"])), None
            )
            if other is None:
                return None
            parameter = {**parameter, "default": prefixed_name(other)}
            # The head of the text prints the default too.
            parts = [
                part.replace(default, prefixed_name(other)) if isinstance(part, str) else part
                for part in parts
            ]
        parameters.append(parameter)
    return {**question, "parts": parts, "parameters": parameters}


def _resource(parameter: dict[str, Any]) -> str | None:
    """Return the IRI of a default that is a resource, None for any other."""
    if parameter["kind"] != "iri" or parameter["default"].upper() == "UNDEF":
        return None
    text = str(parameter["default"])
    return text[1:-1] if text.startswith("<") else expand_prefixed_name(text)
