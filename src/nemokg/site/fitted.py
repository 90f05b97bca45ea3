"""The canned queries fitted to a dataset: their defaults are resources that it describes."""

from __future__ import annotations

from nemokg.rdf.vocab import compact, expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nemokg.site.facts import Facts


def fitted(questions: list[dict[str, Any]], facts: Facts) -> list[dict[str, Any]]:
    """Return the questions that a dataset can be asked, with resources of its own as defaults.

    A default that the dataset describes stays. Any other is replaced by the first resource of its
    namespace; a question for which there is none is left out.

    >>> from nemokg.queries.catalogue import find
    >>> from nemokg.site.facts import Facts
    >>> from nemokg.site.questions import questions
    >>> from pyoxigraph import Store
    >>> fitted(questions([find("teachers-of-student")]), Facts(Store()))
    []
    """
    found = (_fitted(question, facts) for question in questions)
    return [question for question in found if question is not None]


def _fitted(question: dict[str, Any], facts: Facts) -> dict[str, Any] | None:
    parts, parameters = question["parts"], []
    for parameter in question["parameters"]:
        default, iri = parameter["default"], _resource(parameter)
        if iri and not facts.described(iri):
            other = next(
                (i for i in facts.subjects() if i.startswith(parameter["namespace"])), None
            )
            if other is None:
                return None
            parameter = {**parameter, "default": compact(other)}
            # The head of the text prints the default too.
            parts = [
                part.replace(default, compact(other)) if isinstance(part, str) else part
                for part in parts
            ]
        parameters.append(parameter)
    return {**question, "parts": parts, "parameters": parameters}


def _resource(parameter: dict[str, Any]) -> str | None:
    """Return the IRI of a default that is a resource, None for any other."""
    if parameter["kind"] != "iri" or parameter["default"].upper() == "UNDEF":
        return None
    text = str(parameter["default"])
    return text[1:-1] if text.startswith("<") else expand(text)
