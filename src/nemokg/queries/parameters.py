"""Putting values in place of the defaults of a canned query."""

from __future__ import annotations

from pyoxigraph import NamedNode

from nemokg.errors import COMPARED, InputError, ParameterError, UnknownValueError, nearest
from nemokg.rdf.sparql import LANGUAGE, NUMBER, STRING, VARIABLE, QueryText, tokens
from nemokg.rdf.vocab import PREFIXES, compact, expand, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import CannedQuery
    from nemokg.rdf.sparql import Token

    Place = tuple[int, int]

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def bind(query: CannedQuery, values: Mapping[str, str], engine: Engine) -> str:
    """Return the text of a query with the values given in place of the defaults.

    A parameter whose default is an IRI, or ``UNDEF`` (any), takes a local name in the namespace of
    the default, a prefixed name or a full IRI, which must occur in the data that the engine holds;
    the others take a boolean, a number or a text. Nothing but the default of the row changes.

    Raises ParameterError for a name that the query does not have and a value that does not fit,
    and InputError where the query file lacks the row of one of its parameters.
    """
    header_defaults = {parameter.name: parameter.default for parameter in query.parameters}
    for name in values:
        if name not in header_defaults:
            raise ParameterError(_unknown(query.name, name, list(header_defaults)))
    text = query.text
    if not values:
        return text
    query_text = QueryText(text)
    value_places = _places(query, query_text)
    prefixes = {**PREFIXES, **query_text.prefixes}
    for name in sorted(values, key=lambda name: -value_places[name][0]):
        start, end = value_places[name]
        enumerated = name in query.enumerated
        default, header_default = text[start:end], header_defaults[name]
        term = _term(name, values[name], default, header_default, prefixes, engine, enumerated)
        text = text[:start] + term + text[end:]
    return text


def places(query: CannedQuery) -> dict[str, Place]:
    r"""Return where in the text of a query the value of each parameter starts and ends.

    Raises InputError where the query file lacks the row of one of its parameters.

    >>> from nemokg.queries.catalogue import parse
    >>> query = parse("q.rq", "#+ defaults:\n#+   - n: 1\nASK { VALUES ?n { 1 } }")
    >>> (start, end), = places(query).values()
    >>> query.text[start:end]
    '1'
    """
    return _places(query, QueryText(query.text))


def kind(default: str) -> str:
    """Return what a parameter takes whose default is a term: boolean, number, text or iri.

    >>> [kind(term) for term in ("false", "-1.5", "'a'@en", "model:", "UNDEF")]
    ['boolean', 'number', 'text', 'iri', 'iri']
    """
    if default in ("true", "false"):
        return "boolean"
    return {STRING: "text", NUMBER: "number"}.get(tokens(default)[0].kind, "iri")


def _places(query: CannedQuery, text: QueryText) -> dict[str, Place]:
    rows = _rows(text.tokens)
    for parameter in query.parameters:
        if parameter.name not in rows:
            raise InputError(
                f"{query.path}: the parameter {parameter.name} needs a row"
                f" `VALUES ?{parameter.name} {{ DEFAULT }}` in the query."
            )
    return {each.name: rows[each.name] for each in query.parameters}


def _rows(tokens: Sequence[Token]) -> dict[str, Place]:
    """Return the place of the value in each VALUES row of one variable and one value."""
    bare = [token for token in tokens if token.text not in ("(", ")")]
    at_values = [at for at, token in enumerate(bare) if token.keyword == "VALUES"]
    rows = (_row(bare[at + 1 : at + 7]) for at in at_values)
    return dict(row for row in rows if row)


def _row(tokens: Sequence[Token]) -> tuple[str, Place] | None:
    """Return the name and the place of the value where tokens begin with ``?name { value }``."""
    if len(tokens) < 4:
        return None
    variable, opens, value, *following = tokens
    end = value.end
    if value.kind == STRING and following[0].kind == LANGUAGE:
        end = following.pop(0).end
    elif value.kind == STRING and following[0].text == "^^":
        end = following[1].end
        del following[:2]
    closes = bool(following) and following[0].text == "}"
    fits = variable.kind == VARIABLE and opens.text == "{" and value.text != "}" and closes
    return (variable.text[1:], (value.start, end)) if fits else None


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
    header_default: str,
    prefixes: dict[str, str],
    engine: Engine,
    enumerated: bool,
) -> str:
    """Return the value as a SPARQL term of the kind that the default is."""
    try:
        value.encode()
    except UnicodeEncodeError:  # what Python makes of other bytes on the command line
        raise ParameterError(f"{name}: the value is not UTF-8; give it in UTF-8.") from None
    taken = kind(default)
    if taken == "boolean":
        if value not in ("true", "false"):
            raise ParameterError(f'{name} is true or false, not "{value}".')
        return value
    if taken == "text":
        suffix = default[tokens(default)[0].end :]
        text = f'"{value.translate(_ESCAPES)}"{suffix}'
        if enumerated and value and not engine.ask(f"ASK {{ ?s ?p {text} }}"):
            raise UnknownValueError(f'{name}: "{value}" is none of the values in the data.')
        return text
    if taken == "number":
        if [(token.kind, token.text) for token in tokens(value)] != [(NUMBER, value)]:
            raise ParameterError(f'{name} is a number such as {default}, not "{value}".')
        return value
    sample_term = header_default if default.upper() == "UNDEF" else default
    sample = sample_term[1:-1] if sample_term.startswith("<") else expand(sample_term, prefixes)
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
    import re

    resources = engine.select(
        f"SELECT DISTINCT ?resource WHERE {{"
        f" {{ SELECT ?resource WHERE {{ ?resource a ?kind }} LIMIT {COMPARED} }}"
        f' FILTER(STRSTARTS(STR(?resource), "{namespace}")) }}'
    )
    locals_ = [str(iri)[len(namespace) :] for iri in resources.column("resource")]
    return nearest(re.split(r"[:/#]", value.strip("<>"))[-1], locals_)
