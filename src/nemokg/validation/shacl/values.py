"""Constraints on a single value as SPARQL expressions, true of the value that breaks them."""

from __future__ import annotations

import re

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from nemokg.errors import UncompiledError
from nemokg.rdf.vocab import XSD
from nemokg.validation.shacl.literals import MARK, mark_literal, unmarked_value_expression
from nemokg.validation.shacl.shapes import message_name, term_text, whole_number
from nemokg.validation.shacl.vocabulary import SH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.shapes import Shape, ShapesGraph, Term

_RANGES = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_OTHERS = "datatype nodeKind in pattern minLength maxLength languageIn"
TESTS = frozenset((*_RANGES, *_OTHERS.split()))
_BITS = {"byte": 7, "short": 15, "int": 31, "long": 63}
# How literals of a datatype are well-formed: as a pattern where numbers have no end, else as what
# the store's cast takes.
_FORMS = {
    "integer": "^[+-]?[0-9]+$",
    "decimal": "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
    "nonNegativeInteger": "^([+]?[0-9]+|-0+)$",
    "positiveInteger": "^[+]?0*[1-9][0-9]*$",
    "nonPositiveInteger": "^(-[0-9]+|[+]?0+)$",
    "negativeInteger": "^-0*[1-9][0-9]*$",
    "hexBinary": "^([0-9a-fA-F]{2})*$",
}
_CASTS = (
    "boolean float double dateTime date time gYear gYearMonth gMonth gMonthDay gDay duration"
    " dayTimeDuration yearMonthDuration"
)
_CAST = frozenset(_CASTS.split())
_BOUNDS = {
    **{name: (-(2**bits), 2**bits - 1) for name, bits in _BITS.items()},
    **{f"unsigned{name.title()}": (0, 2 ** (bits + 1) - 1) for name, bits in _BITS.items()},
}
_KINDS = {"IRI": "isIRI", "BlankNode": "isBLANK", "Literal": "isLITERAL"}
_LOOKING = re.compile(r"\\[1-9]|\(\?[=!<]")


def value_violation_expression(
    graph: ShapesGraph, shape: Shape, constraint: str, operand: Term, variable: str
) -> str:
    """Return the expression that is true of a value `variable` that breaks a constraint.

    `constraint` is one of TESTS. Raises UncompiledError if the value of the parameter is unusual.

    >>> from pyoxigraph import Store
    >>> from nemokg.validation.shacl.shapes import ShapesGraph
    >>> graph = ShapesGraph(Store())
    >>> iri = NamedNode("http://www.w3.org/ns/shacl#IRI")
    >>> value_violation_expression(graph, graph.shape_of(iri), "nodeKind", iri, "?x")
    '!(isIRI(?x))'
    """
    if constraint in _RANGES:
        value = unmarked_value_expression(variable)
        return f"!COALESCE({value} {_RANGES[constraint]} {operand}, false)"
    if constraint in ("minLength", "maxLength"):
        outside = "<" if constraint == "minLength" else ">"
        return f"isBLANK({variable}) || STRLEN(STR({variable})) {outside} {whole_number(operand)}"
    if constraint == "datatype":
        return _datatype(term_text(operand), variable)
    if constraint == "nodeKind":
        kinds = term_text(operand).removeprefix(SH).replace("Or", " ").split()
        if not set(kinds) <= set(_KINDS):
            raise UncompiledError(f"sh:nodeKind {message_name(operand)}", message_name(shape.node))
        return f"!({' || '.join(f'{_KINDS[kind]}({variable})' for kind in kinds)})"
    if constraint == "in":
        return f"!({one_of_expression(graph.list_members(operand), variable)})"
    if constraint == "languageIn":
        tags = (sparql_constant(tag) for tag in graph.list_members(operand))
        matches = " || ".join(f"LANGMATCHES(LANG({variable}), {tag})" for tag in tags)
        return f"!(isLITERAL({variable}) && ({matches or 'false'}))"
    return _pattern(shape, term_text(operand), variable)


def sparql_constant(term: Term) -> str:
    """Return the SPARQL of a term; UncompiledError for a blank node, which SPARQL cannot name."""
    if isinstance(term, BlankNode):
        raise UncompiledError("a blank node as a value", "a parameter")
    return str(mark_literal(term))


def equal_expression(variable: str, term: Term) -> str:
    """Return the expression that `variable` is a term."""
    return (
        f"{variable} = {term}"
        if isinstance(term, NamedNode)
        else f"sameTerm({variable}, {sparql_constant(term)})"
    )


def one_of_expression(terms: list[Term], variable: str) -> str:
    """Return the expression that `variable` is one of some terms."""
    if terms and all(isinstance(term, NamedNode) for term in terms):
        return f"{variable} IN ({', '.join(map(str, terms))})"
    return " || ".join(equal_expression(variable, term) for term in terms) or "false"


def _datatype(datatype: str, x: str) -> str:
    name = datatype.removeprefix(XSD)
    well_formed = f"isLITERAL({x}) && DATATYPE({x}) IN (<{datatype}>, <{MARK}{datatype}>)"
    if name in _FORMS:
        well_formed += f' && REGEX(STR({x}), "{_FORMS[name]}")'
    elif name in _BOUNDS:
        least, most = _BOUNDS[name]
        number_ = f"<{XSD}decimal>(STR({x}))"
        well_formed += f' && REGEX(STR({x}), "{_FORMS["integer"]}")'
        well_formed += f" && {number_} >= {least} && {number_} <= {most}"
    elif name in _CAST:
        well_formed += f" && isLITERAL(<{datatype}>(STR({x})))"
    elif name == "dateTimeStamp":
        well_formed += f' && REGEX(STR({x}), "(Z|[+-][0-9:]+)$")'
        well_formed += f" && isLITERAL(<{XSD}dateTime>(STR({x})))"
    return f"!COALESCE({well_formed}, false)"


def _pattern(shape: Shape, pattern: str, x: str) -> str:
    try:
        re.compile(pattern)
    except re.error:
        raise UncompiledError(f'the sh:pattern "{pattern}"', message_name(shape.node)) from None
    if _LOOKING.search(pattern):  # the store's regular expressions have neither
        raise UncompiledError("a sh:pattern that looks back or around", message_name(shape.node))
    flags = "".join(term_text(flag) for flag in shape.parameter_values("flags"))
    arguments = f"{Literal(pattern)}" + (f", {Literal(flags)}" if flags else "")
    if not _takes(arguments):
        raise UncompiledError(f'the sh:pattern "{pattern}"', message_name(shape.node))
    return f"isBLANK({x}) || !REGEX(STR({x}), {arguments})"


def _takes(arguments: str) -> bool:
    """Whether the store takes a regular expression: one that it refuses would match nothing."""
    tried = Store().query(f"SELECT (REGEX('', {arguments}) AS ?matches) WHERE {{}}")
    assert isinstance(tried, QuerySolutions)
    return any(row["matches"] is not None for row in tried)
