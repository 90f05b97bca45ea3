"""Putting values in place of the defaults of a canned query."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from nemokg.errors import InputError, ParameterError, UnknownValueError, nearest
from nemokg.vocab import PREFIXES, compact, expand, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from nemokg.engine.protocol import Engine
    from nemokg.model import CannedQuery

_STRING = r'"(?:\\.|[^"\\\n])*"'
_DEFAULT = (
    rf"<[^<>\s]*>|UNDEF|true|false|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?"
    rf"|{_STRING}(?:@[A-Za-z-]+|\^\^[^\s{{}}()]+)?|[\w-]*:[\w.-]*"
)
# No pattern is compiled until there is a value: a query without one has no time to spare for it.
# Comments, strings and IRIs are matched so that nothing inside them is taken for a row.
_ROW = (
    rf"(?i)#[^\n]*|{_STRING}|'(?:\\.|[^'\\\n])*'|<[^<>\s]*>"
    rf"|\bVALUES\s*\(?\s*[?$](?P<name>\w+)\s*\)?\s*\{{\s*\(?\s*(?P<default>{_DEFAULT})\s*\)?\s*\}}"
)
_PREFIX = r"(?im)^\s*PREFIX\s+([\w-]*):\s*<([^<>\s]*)>"
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
# What Python makes of bytes on the command line that are not UTF-8.
_SURROGATE = "[\ud800-\udfff]"
# A store may hold millions of names; among so many, the nearest is looked for.
_COMPARED = 20_000
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def bind(query: CannedQuery, values: Mapping[str, str], engine: Engine) -> str:
    """Return the text of a query with the values given in place of the defaults.

    A parameter whose default is an IRI, or ``UNDEF`` (any), takes a local name in the namespace of
    the default, a prefixed name or a full IRI, which must occur in the data that the engine holds;
    the others take a boolean, a number or a text. Nothing but the default of the row changes.

    Raises ParameterError for a name that the query does not have and a value that does not fit,
    and InputError where the query file lacks the row of one of its parameters.
    """
    headed = {parameter.name: parameter.default for parameter in query.parameters}
    for name in values:
        if name not in headed:
            raise ParameterError(_unknown(query.name, name, list(headed)))
    text = query.text
    if not values:
        return text
    where = places(query)
    prefixes = {**PREFIXES, **dict(re.findall(_PREFIX, text))}
    for name in sorted(values, key=lambda name: -where[name][0]):
        start, end = where[name]
        listed = name in query.enumerated
        term = _term(name, values[name], text[start:end], headed[name], prefixes, engine, listed)
        text = text[:start] + term + text[end:]
    return text


def places(query: CannedQuery) -> dict[str, tuple[int, int]]:
    r"""Return where in the text of a query the value of each parameter starts and ends.

    Raises InputError where the query file lacks the row of one of its parameters.

    >>> from nemokg.catalogue import parse
    >>> query = parse("q.rq", "#+ defaults:\n#+   - n: 1\nASK { VALUES ?n { 1 } }")
    >>> (start, end), = places(query).values()
    >>> query.text[start:end]
    '1'
    """
    rows = {row["name"]: row for row in re.finditer(_ROW, query.text) if row["name"]}
    for parameter in query.parameters:
        if parameter.name not in rows:
            raise InputError(
                f"{query.path}: the parameter {parameter.name} needs a row"
                f" `VALUES ?{parameter.name} {{ DEFAULT }}` in the query."
            )
    return {each.name: rows[each.name].span("default") for each in query.parameters}


def _unknown(query: str, name: str, known: list[str]) -> str:
    if not known:
        return f'The query {query} takes no parameters; leave out "{name}".'
    return (
        f'The query {query} has no parameter "{name}"; it takes {", ".join(known)}.'
        f"{nearest(name, known)}"
    )


def _term(
    name: str,
    value: str,
    default: str,
    headed: str,
    prefixes: dict[str, str],
    engine: Engine,
    enumerated: bool,
) -> str:
    """Return the value as a SPARQL term of the kind that the default is."""
    if re.search(_SURROGATE, value):
        raise ParameterError(f"{name}: the value is not UTF-8; give it in UTF-8.")
    if default in ("true", "false"):
        if value not in ("true", "false"):
            raise ParameterError(f'{name} is true or false, not "{value}".')
        return value
    if default[0] == '"':
        _, _, suffix = default.rpartition('"')
        text = f'"{value.translate(_ESCAPES)}"{suffix}'
        if enumerated and value and not engine.ask(f"ASK {{ ?s ?p {text} }}"):
            raise UnknownValueError(f'{name}: "{value}" is none of the values in the data.')
        return text
    if re.fullmatch(_NUMBER, default):
        if not re.fullmatch(_NUMBER, value):
            raise ParameterError(f'{name} is a number such as {default}, not "{value}".')
        return value
    known = headed if default.upper() == "UNDEF" else default
    sample = known[1:-1] if known.startswith("<") else expand(known, prefixes)
    namespace = namespace_of(sample or "")
    iri = _iri(name, value, namespace, prefixes)
    if namespace and not iri.value.startswith(namespace):
        raise ParameterError(f'{name} takes names such as {compact(namespace)}NAME, not "{value}".')
    if not engine.ask(f"ASK {{ {{ {iri} ?p ?o }} UNION {{ ?s ?p {iri} }} }}"):
        raise UnknownValueError(
            f'{name}: "{value}" does not occur in the data.'
            f"{_nearest_resource(value, namespace, engine)}"
        )
    return str(iri)


def _iri(name: str, value: str, namespace: str, prefixes: dict[str, str]) -> NamedNode:
    if value.startswith("<") and value.endswith(">"):
        candidate = value[1:-1]
    elif ":" in value:
        candidate = expand(value, prefixes) or value
    else:
        candidate = namespace + value
    try:
        return NamedNode(candidate)
    except ValueError as error:
        raise ParameterError(
            f'{name}: "{value}" is not a name; give a local name, a prefixed name or an IRI.'
        ) from error


def _nearest_resource(value: str, namespace: str, engine: Engine) -> str:
    found = engine.select(
        f"SELECT DISTINCT ?resource WHERE {{"
        f" {{ SELECT ?resource WHERE {{ ?resource a ?kind }} LIMIT {_COMPARED} }}"
        f' FILTER(STRSTARTS(STR(?resource), "{namespace}")) }}'
    )
    locals_ = [str(iri)[len(namespace) :] for iri in found.column("resource")]
    return nearest(re.split(r"[:/#]", value.strip("<>"))[-1], locals_)
