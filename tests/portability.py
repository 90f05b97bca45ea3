"""Rules for query files, so that every SPARQL 1.1 store reads them and gives the same rows.

`findings` returns one line per broken rule, which begins with the name of the rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from nemokg.queries import catalogue
from nemokg.rdf.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nemokg.rdf.results import CannedQuery

    Rule = Callable[[CannedQuery, str], Iterator[str]]

_HEADER = {"summary", "description", "tags"}
_TEXT = re.compile(r'"(?:\\.|[^"\\\n])*"')
_COMMENT = re.compile(rf"(<[^<>\s]*>|{_TEXT.pattern})|#[^\n]*")
_PREFIX = re.compile(r"PREFIX\s+([\w-]+):\s*<([^>]*)>")
_ROW = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*(\S*)\s*\}")
_TABLE = re.compile(r"VALUES\s+(?:\?\w+|\([^)]*\))\s*\{[^{}]*\}")
_NAME = re.compile(r"(?<![\w?$:])([A-Za-z][\w-]*):([\w-]*)")
_STEP = r"(?:[\^(|/]|[\w-]+:[\w-]+|[)]|[?](?=[/)]))+"
_LONG_PATH = re.compile(rf"\?(\w+)\s+{_STEP}[+*]")
_CALL = re.compile(r"(?<![\w?$:-])([A-Za-z_]+)\s*\(|([A-Za-z][\w-]*:[\w-]+)\(")
_NOT_EXISTS = re.compile(r"NOT\s+EXISTS\s*\{([^{}]*)\}", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?<![\w?$:-])(SERVICE|FROM|GRAPH|LIMIT|OFFSET|CONSTRUCT|DESCRIBE|INSERT|DELETE)\b",
    re.IGNORECASE,
)
# Keywords that a bracket can follow, and the functions and aggregates of SPARQL 1.1 whose value
# is the same in every store and at every time.
_ALLOWED = {
    "AND", "AS", "BIND", "BY", "EXISTS", "FILTER", "HAVING", "IN", "OPTIONAL", "SELECT", "UNION",
    "VALUES", "WHERE",
    "ABS", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "COUNT", "DATATYPE", "DAY",
    "ENCODE_FOR_URI", "FLOOR", "IF", "IRI", "ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "ISURI",
    "LANG", "LANGMATCHES", "LCASE", "MAX", "MIN", "MONTH", "REGEX", "REPLACE", "ROUND", "SAMETERM",
    "STR", "STRAFTER", "STRBEFORE", "STRDT", "STRENDS", "STRLANG", "STRLEN", "STRSTARTS", "SUBSTR",
    "UCASE", "URI", "YEAR",
}  # fmt: skip


def findings(name: str, text: str) -> list[str]:
    """Return the rules that a query file breaks, with what breaks them."""
    query = catalogue.parse_query(f"{name}.rq", text)
    body = _COMMENT.sub(lambda token: token[1] or "", text)
    return [f"{rule.__name__}: {problem}" for rule in _RULES for problem in rule(query, body)]


def header(query: CannedQuery, body: str) -> Iterator[str]:
    """Keep the header YAML, complete, with defaults where there are parameters and only there."""
    lines = [line[3:] for line in query.text.splitlines() if line.startswith("#+")]
    try:
        found = yaml.safe_load("\n".join(lines)) or {}
    except yaml.YAMLError as error:
        yield f"is not YAML ({error})"
        return
    wanted = _HEADER | ({"defaults"} if _ROW.search(body) else set())
    if set(found) - {"enumerate"} != wanted:
        yield f"has the keys {sorted(found)}, not {sorted(wanted)}"
    yield from (f"{key} is empty" for key, value in found.items() if not value)


def default(query: CannedQuery, body: str) -> Iterator[str]:
    """Give every parameter one VALUES row with its default, and every such row a parameter."""
    rows = _ROW.findall(body)
    for parameter in query.parameters:
        found = [value for name, value in rows if name == parameter.name]
        wanted = "UNDEF" if parameter.default.endswith(":") else parameter.default
        if found not in ([wanted], [f'"{wanted}"']):
            yield f"?{parameter.name} has the rows {found}, not one of {wanted}"
    known = {parameter.name for parameter in query.parameters}
    yield from (f"?{name} is not in the header" for name, _ in rows if name not in known)


def prefix(query: CannedQuery, body: str) -> Iterator[str]:
    """Declare the prefixes that are used, no others, and as everywhere in the project."""
    declared = dict(_PREFIX.findall(body))
    used = {name for name, _ in _NAME.findall(_bare(body))}
    yield from (f"{name}: is declared and not used" for name in sorted(set(declared) - used))
    yield from (f"{name}: is used and not declared" for name in sorted(used - set(declared)))
    for name, namespace in declared.items():
        if PREFIXES.get(name) != namespace:
            yield f"{name}: stands for {PREFIXES.get(name)} elsewhere"


def order(query: CannedQuery, body: str) -> Iterator[str]:
    """Select named columns and order the rows by variables, at the end."""
    if not re.search(r"\}(\s*(GROUP BY|HAVING)[^{}]*)?\s*ORDER BY(\s+\?\w+)+\s*$", body):
        yield "the query does not end in ORDER BY and variables"
    if re.search(r"SELECT\s+(DISTINCT\s+)?\*", body) or "SELECT" not in body:
        yield "the query does not select named columns"


def distinct(query: CannedQuery, body: str) -> Iterator[str]:
    """Count a way found twice once: stores differ in how often a path gives the same end."""
    first = re.search(r"SELECT\b[^{]*", body)
    if _LONG_PATH.search(body) and not (first and "DISTINCT" in first[0]):
        yield "a path of any length stands under a SELECT without DISTINCT"


def path_start(query: CannedQuery, body: str) -> Iterator[str]:
    """End long paths at a parameter: Virtuoso forgets the start of one that VALUES binds."""
    known = {parameter.name for parameter in query.parameters}
    for start in _LONG_PATH.findall(body):
        if start in known:
            yield f"a path starts at the parameter ?{start}; turn it round with ^"


def not_exists(query: CannedQuery, body: str) -> Iterator[str]:
    """Negate single patterns only: Oxigraph takes quadratic time over others."""
    for pattern in _NOT_EXISTS.findall(body):
        if re.search(r"\s[.;,]\s+\S", pattern.strip()) or "FILTER" in pattern:
            yield "NOT EXISTS holds more than one pattern; use OPTIONAL and !BOUND"


def elsewhere(query: CannedQuery, body: str) -> Iterator[str]:
    """Read the default graph whole, and nothing beside it."""
    yield from (f"{word} is not for query files" for word in _ELSEWHERE.findall(_bare(body)))


def function(query: CannedQuery, body: str) -> Iterator[str]:
    """Call functions of SPARQL 1.1 with one possible value; SUM and AVG trip over the unbound."""
    for word, name in _CALL.findall(_bare(body)):
        if name or word.upper() not in _ALLOWED:
            yield f"{name or word} is not among the functions that are alike everywhere"


def data_name(query: CannedQuery, body: str) -> Iterator[str]:
    """Name things of the data in the defaults of parameters only."""
    for name, local in _NAME.findall(_TABLE.sub("", _bare(body))):
        if PREFIXES.get(name, "").startswith(BASE) and name != "nemo":
            yield f"{name}:{local} is named outside the parameters"


def _bare(body: str) -> str:
    """Return a body without its prefixes and texts."""
    return _TEXT.sub('""', _PREFIX.sub("", body))


_RULES: tuple[Rule, ...] = (
    header,
    default,
    prefix,
    order,
    distinct,
    path_start,
    not_exists,
    elsewhere,
    function,
    data_name,
)
RULE_NAMES = tuple(rule.__name__ for rule in _RULES)
