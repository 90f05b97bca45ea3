"""The canned queries as the explorer asks them: texts with places for the values of parameters."""

from __future__ import annotations

from nemokg.queries.parameters import places
from nemokg.rdf.vocab import expand, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nemokg.rdf.results import CannedQuery


def questions(queries: Iterable[CannedQuery]) -> list[dict[str, object]]:
    """Return each query with its header, and its text in parts between the values of parameters.

    A part is a text, or an object that names the ``parameter`` whose value stands there. The
    ``kind`` of a parameter is ``iri`` (with the ``namespace`` of its values), ``boolean``,
    ``number`` or ``text``; its ``default`` is the term in the text.

    >>> from nemokg.queries.catalogue import find
    >>> (question,) = questions([find("edges")])
    >>> question["parameters"][0]["kind"], question["parts"][1]
    ('boolean', {'parameter': 'all'})
    """
    return [_question(query) for query in queries]


def _question(query: CannedQuery) -> dict[str, object]:
    parts: list[object] = []
    parameters: dict[str, dict[str, object]] = {}
    end = 0
    headed = {parameter.name: parameter.default for parameter in query.parameters}
    for name, (start, stop) in sorted(places(query).items(), key=lambda item: item[1]):
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
    if term in ("true", "false"):
        return {"kind": "boolean"}
    if term[0] == '"':
        return {"kind": "text"}
    if term[0] in "+-.0123456789":
        return {"kind": "number"}
    known = headed if term.upper() == "UNDEF" else term
    iri = known[1:-1] if known.startswith("<") else expand(known)
    return {"kind": "iri", "namespace": namespace_of(iri or "")}
