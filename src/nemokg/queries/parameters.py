"""Replacing the defaults of a canned query by values."""

from __future__ import annotations

from pyoxigraph import NamedNode

from nemokg.errors import COMPARED, InputError, ParameterError, UnknownValueError, suggestion_clause
from nemokg.rdf.sparql import LANGUAGE, NUMBER, STRING, VARIABLE, QueryText, sparql_tokens
from nemokg.rdf.vocab import (
    BASE,
    PREFIXES,
    expand_prefixed_name,
    local_name,
    namespace_of,
    prefixed_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import CannedQuery
    from nemokg.rdf.sparql import Token

    Place = tuple[int, int]

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def bind_parameters(
    query: CannedQuery,
    values: Mapping[str, str],
    engine: Engine,
    occurring: Collection[str] = (),
) -> str:
    """Return the text of a query with its defaults replaced by the given values.

    A parameter whose default is an IRI, or ``UNDEF`` (any), takes a local name in the namespace of
    the default, a prefixed name or a full IRI, of any namespace but those of ours for other kinds,
    which must occur in the data that the engine holds,
    if it is not among those that are known to be `occurring`; the others take a boolean, a number
    or a text. Nothing but the default of the row changes.

    Raises ParameterError for a name that the query does not have and a value that does not fit,
    and InputError if the query file lacks the row of one of its parameters.
    """
    text = query.text
    for each in _bound_values(query, values):
        each.check(engine, occurring)
        start, end = each.place
        text = text[:start] + each.term + text[end:]
    return text


def parameter_iris(query: CannedQuery, values: Mapping[str, str]) -> list[str]:
    """Return the IRIs that values of a query stand for: those that `bind_parameters` looks for.

    Raises as `bind_parameters` does, but for what does not occur.

    >>> from nemokg.queries.catalogue import find_query
    >>> parameter_iris(find_query("claims-about"), {"model": "my-student"})
    ['https://w3id.org/nemokg/model/my-student']
    """
    return [each.iri for each in _bound_values(query, values) if each.iri]


def iris_that_are_subjects(engine: Engine, iris: Collection[str]) -> set[str]:
    """Return those of the IRIs that are subjects in the data, with one query.

    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import Store
    >>> iris_that_are_subjects(OxigraphEngine(Store()), ["urn:x:a"])
    set()
    """
    if not iris:
        return set()
    listed = " ".join(f"<{iri}>" for iri in sorted(iris))
    rows = engine.select(f"SELECT DISTINCT ?x WHERE {{ VALUES ?x {{ {listed} }} ?x ?p ?o }}")
    return {str(iri) for iri in rows.column("x")}


def parameter_positions(query: CannedQuery) -> dict[str, Place]:
    r"""Return where in the text of a query the value of each parameter starts and ends.

    Raises InputError if the query file lacks the row of one of its parameters.

    >>> from nemokg.queries.catalogue import parse_query
    >>> query = parse_query("q.rq", "#+ defaults:\n#+   - n: 1\nASK { VALUES ?n { 1 } }")
    >>> (start, end), = parameter_positions(query).values()
    >>> query.text[start:end]
    '1'
    """
    return _places(query, QueryText(query.text))


def parameter_kind(default: str) -> str:
    """Return what a parameter takes whose default is a term: boolean, number, text or iri.

    >>> [parameter_kind(term) for term in ("false", "-1.5", "'a'@en", "model:", "UNDEF")]
    ['boolean', 'number', 'text', 'iri', 'iri']
    """
    if default in ("true", "false"):
        return "boolean"
    return {STRING: "text", NUMBER: "number"}.get(sparql_tokens(default)[0].kind, "iri")


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
        f"{suggestion_clause(name, known)}"
    )


class _BoundValue:
    """A value as a SPARQL term, with its place in the query.

    `iri` is that of a term which must occur in the data; `enumerated` says that a text must.
    """

    __slots__ = ("enumerated", "iri", "name", "namespace", "place", "term", "value")

    def __init__(self, name: str, value: str, place: Place, term: str) -> None:
        self.name = name
        self.value = value
        self.place = place
        self.term = term
        self.iri = self.namespace = ""
        self.enumerated = False

    def check(self, engine: Engine, occurring: Collection[str]) -> None:
        """Raise UnknownValueError if the value must occur in the data and does not."""
        if self.enumerated and not engine.ask(f"ASK {{ ?s ?p {self.term} }}"):
            raise UnknownValueError(
                f'{self.name}: "{self.value}" is not one of the values in the data.'
            )
        if not self.iri or self.iri in occurring:
            return
        if not engine.ask(f"ASK {{ {{ {self.term} ?p ?o }} UNION {{ ?s ?p {self.term} }} }}"):
            raise UnknownValueError(
                f'{self.name}: "{self.value}" does not occur in the data.'
                f"{_nearest_resource(self.value, self.namespace, engine)}"
            )


def _bound_values(query: CannedQuery, values: Mapping[str, str]) -> list[_BoundValue]:
    """Return the values as terms of the kinds that their defaults are, the last place first."""
    header_defaults = {parameter.name: parameter.default for parameter in query.parameters}
    for name in values:
        if name not in header_defaults:
            raise ParameterError(_unknown(query.name, name, list(header_defaults)))
    if not values:
        return []
    text = QueryText(query.text)
    value_places = _places(query, text)
    prefixes = {**PREFIXES, **text.prefixes}
    bound = []
    for name in sorted(values, key=lambda name: -value_places[name][0]):
        start, end = value_places[name]
        default = query.text[start:end]
        sample = header_defaults[name] if default.upper() == "UNDEF" else default
        each = _bound_value(name, values[name], default, sample, value_places[name], prefixes)
        each.enumerated = bool(name in query.enumerated and values[name] and not each.iri)
        bound.append(each)
    return bound


def _bound_value(
    name: str, value: str, default: str, sample: str, place: Place, prefixes: dict[str, str]
) -> _BoundValue:
    try:
        value.encode()
    except UnicodeEncodeError:  # what Python makes of other bytes on the command line
        raise ParameterError(f"{name}: the value is not UTF-8; give it in UTF-8.") from None
    taken = parameter_kind(default)
    if taken == "boolean":
        if value not in ("true", "false"):
            raise ParameterError(f'{name} is true or false, not "{value}".')
        return _BoundValue(name, value, place, value)
    if taken == "text":
        suffix = default[sparql_tokens(default)[0].end :]
        return _BoundValue(name, value, place, f'"{value.translate(_ESCAPES)}"{suffix}')
    if taken == "number":
        if [(token.kind, token.text) for token in sparql_tokens(value)] != [(NUMBER, value)]:
            raise ParameterError(f'{name} is a number such as {default}, not "{value}".')
        return _BoundValue(name, value, place, value)
    sample_iri = sample[1:-1] if sample.startswith("<") else expand_prefixed_name(sample, prefixes)
    namespace = namespace_of(sample_iri or "")
    iri = _iri(name, value, namespace, prefixes)
    # Those of others may lie anywhere.
    if namespace and iri.value.startswith(BASE) and not iri.value.startswith(namespace):
        raise ParameterError(
            f'{name} takes names such as {prefixed_name(namespace)}NAME, not "{value}".'
        )
    bound = _BoundValue(name, value, place, str(iri))
    bound.iri, bound.namespace = iri.value, namespace
    return bound


def _iri(name: str, value: str, namespace: str, prefixes: dict[str, str]) -> NamedNode:
    if value.startswith("<") and value.endswith(">"):
        candidate = value[1:-1]
    elif ":" in value:
        candidate = expand_prefixed_name(value, prefixes) or value
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
        f' FILTER(STRSTARTS(STR(?resource), "{namespace}")'
        f' || !STRSTARTS(STR(?resource), "{BASE}")) }}'
    )
    name = re.split(r"[:/#]", value.strip("<>"))[-1]
    local_names, elsewhere = [], []
    for iri in map(str, resources.column("resource")):
        if iri.startswith(namespace):
            local_names.append(iri[len(namespace) :])
        elif local_name(iri) == name:
            elsewhere.append(iri)
    if elsewhere:
        return f" Did you mean {', '.join(sorted(elsewhere)[:3])}?"
    return suggestion_clause(name, local_names)
