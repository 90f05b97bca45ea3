"""Putting values in place of the defaults of a canned query."""

from __future__ import annotations

from pyoxigraph import NamedNode

from nemokg.errors import COMPARED, InputError, ParameterError, UnknownValueError, nearest
from nemokg.rdf.vocab import PREFIXES, compact, expand, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import CannedQuery

    Place = tuple[int, int]

# Where a word of a query ends. Regular expressions would take a third of a cold start to import.
_STOPS = frozenset(" \t\r\n{}()<\"'#?$")
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
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
    tokens = list(_tokens(text))
    where = _places(query, tokens)
    prefixes = {**PREFIXES, **_declared(text, tokens)}
    for name in sorted(values, key=lambda name: -where[name][0]):
        start, end = where[name]
        listed = name in query.enumerated
        term = _term(name, values[name], text[start:end], headed[name], prefixes, engine, listed)
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
    return _places(query, list(_tokens(query.text)))


def _places(query: CannedQuery, tokens: Sequence[Place]) -> dict[str, Place]:
    rows = _rows(query.text, tokens)
    for parameter in query.parameters:
        if parameter.name not in rows:
            raise InputError(
                f"{query.path}: the parameter {parameter.name} needs a row"
                f" `VALUES ?{parameter.name} {{ DEFAULT }}` in the query."
            )
    return {each.name: rows[each.name] for each in query.parameters}


def _rows(text: str, tokens: Sequence[Place]) -> dict[str, Place]:
    """Return the place of the value in each VALUES row of one variable and one value."""
    places = [place for place in tokens if text[place[0]] not in "()"]
    words = [text[start:end] for start, end in places]
    found = {}
    for at, word in enumerate(words[:-4]):
        name, opens, value, closes = words[at + 1 : at + 5]
        row = name[0] in "?$" and (opens, closes) == ("{", "}") and value not in ("{", "}")
        if row and word.upper() == "VALUES":
            found[name[1:]] = places[at + 3]
    return found


def _declared(text: str, tokens: Sequence[Place]) -> dict[str, str]:
    """Return the prefixes that a query declares."""
    words = [text[start:end] for start, end in tokens]
    return {
        name[:-1]: iri[1:-1]
        for word, name, iri in zip(words, words[1:], words[2:], strict=False)
        if word.upper() == "PREFIX" and name.endswith(":") and iri.startswith("<")
    }


def _tokens(text: str) -> Iterator[Place]:
    """Yield where each bracket, term and word of a query starts and ends; comments are none."""
    at = 0
    while at < len(text):
        start, char = at, text[at]
        if char.isspace():
            at += 1
            continue
        if char == "#":
            at = text.find("\n", at) + 1 or len(text)
            continue
        at = _quoted_end(text, at) if char in "<\"'" else at + 1
        # What follows without a space, such as a language tag, belongs to the term.
        while char not in "{}()" and at < len(text) and text[at] not in _STOPS:
            at += 1
        if text[at - 2 : at + 1] == "^^<":  # the datatype of a literal
            at = _quoted_end(text, at)
        yield start, at


def _quoted_end(text: str, start: int) -> int:
    """Return where a string or IRI ends, or what begins like one and is none."""
    if text[start] == "<":
        end = text.find(">", start)
        inside = end > start and not any(char.isspace() for char in text[start:end])
        return end + 1 if inside else start + 1
    quote = text[start] * (3 if text.startswith(text[start] * 3, start) else 1)
    at = start + len(quote)
    while at < len(text) and not text.startswith(quote, at):
        at += 2 if text[at] == "\\" else 1
    return at + len(quote)


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
    try:
        value.encode()
    except UnicodeEncodeError:  # what Python makes of other bytes on the command line
        raise ParameterError(f"{name}: the value is not UTF-8; give it in UTF-8.") from None
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
    if default[0] in "+-.0123456789":
        import re

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
    import re

    found = engine.select(
        f"SELECT DISTINCT ?resource WHERE {{"
        f" {{ SELECT ?resource WHERE {{ ?resource a ?kind }} LIMIT {COMPARED} }}"
        f' FILTER(STRSTARTS(STR(?resource), "{namespace}")) }}'
    )
    locals_ = [str(iri)[len(namespace) :] for iri in found.column("resource")]
    return nearest(re.split(r"[:/#]", value.strip("<>"))[-1], locals_)
