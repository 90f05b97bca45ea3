"""Constraints as SPARQL conditions on a node.

A constraint by itself is a pattern: stores answer OPTIONAL and !BOUND faster than EXISTS. Within
another shape it is an expression with EXISTS, since the matches of many options would multiply; so
expressions combine: sh:not negates, sh:and and sh:or join.
"""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from pyoxigraph import NamedNode

from nemokg.errors import UncompiledError
from nemokg.validation.shacl.pairs import PAIRS, pair_violation_patterns
from nemokg.validation.shacl.paths import sparql_path
from nemokg.validation.shacl.shapes import is_literally_true, message_name, whole_number
from nemokg.validation.shacl.values import TESTS, equal_expression, value_violation_expression
from nemokg.validation.shacl.vocabulary import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nemokg.validation.shacl.shapes import Shape, ShapesGraph, Term


class Condition(NamedTuple):
    """The condition under which a constraint is broken.

    It is that a pattern matches, which then binds a variable, or with `least` that it does not
    match; without a pattern it is an expression that is `broken`.
    """

    match: str = ""
    variable: str = ""
    least: bool = False
    broken: str = ""

    @property
    def violation_expression(self) -> str:
        """The condition as an expression, of which there may be many side by side."""
        if not self.match:
            return self.broken
        return f"{'NOT ' if self.least else ''}EXISTS {{ {self.match} }}"

    @property
    def violation_pattern(self) -> str:
        """The condition as a pattern by itself, which stores answer faster."""
        if not self.match:
            return f"FILTER ({self.broken})"
        if not self.least:
            return self.match
        return f"OPTIONAL {{ {self.match} }} FILTER (!BOUND({self.variable}))"


# So many values of a path are told apart at most.
_MANY = 4
_QUALIFIED = ("qualifiedMinCount", "qualifiedMaxCount")
_COUNTS = ("minCount", "maxCount", *_QUALIFIED)


class Conditions:
    """Makes conditions from the constraints of the shapes of a graph.

    `classes` returns a class of the data with its subclasses.
    """

    def __init__(self, graph: ShapesGraph, classes: Callable[[Term], list[Term]]) -> None:
        self.graph = graph
        self._classes = classes
        self._numbers = count(1)
        self._open: list[Term] = []

    def fresh_variable(self) -> str:
        """Return a variable that nothing else uses."""
        return f"?{OWN}{next(self._numbers)}"

    def shape_violation_expression(self, node: Term, variable: str) -> str:
        """Return the expression that is true of a node that breaks a shape."""
        if node in self._open:
            raise UncompiledError("a shape that refers to itself", message_name(node))
        shape = self.graph.shape_of(node)
        if not shape.active:
            return "false"
        self._open.append(node)
        try:
            parts = [self._part(shape, name, value, variable) for name, value in shape.constraints]
        finally:
            self._open.pop()
        return _any(parts)

    def value_violation_condition(
        self, shape: Shape, constraint: str, operand: Term, variable: str
    ) -> Condition:
        """Return the condition under which one value node breaks a constraint."""
        if constraint == "class":
            kind = self.fresh_variable()
            kinds = ", ".join(map(str, self._classes(operand)))
            return Condition(
                f"{variable} a {kind} . FILTER ({kind} IN ({kinds}))", kind, least=True
            )
        if constraint in TESTS:
            return Condition(
                broken=value_violation_expression(self.graph, shape, constraint, operand, variable)
            )
        if constraint == "node":
            return Condition(broken=self.shape_violation_expression(operand, variable))
        if constraint == "not":
            return Condition(broken=f"!({self.shape_violation_expression(operand, variable)})")
        parts = [
            self.shape_violation_expression(member, variable)
            for member in self.graph.list_members(operand)
        ]
        if constraint == "xone":
            satisfied = " + ".join(f"IF({part}, 0, 1)" for part in parts) or "0"
            return Condition(broken=f"({satisfied}) != 1")
        if constraint == "or":
            return Condition(broken=" && ".join(f"({part})" for part in parts) or "true")
        return Condition(broken=_any(parts))

    def value_set_violation(
        self, shape: Shape, constraint: str, operand: Term, variable: str
    ) -> Condition | None:
        """Return the condition under which all values of a path together break a constraint.

        None if it is not about all of them.
        """
        steps = sparql_path(self.graph, shape.path) if shape.path is not None else None
        if constraint == "hasValue":
            if steps is None:
                return Condition(broken=f"!({equal_expression(variable, operand)})")
            one = self.fresh_variable()
            return Condition(
                f"{variable} {steps} {one} . FILTER ({equal_expression(one, operand)})",
                one,
                least=True,
            )
        if constraint not in _COUNTS:
            return None
        if steps is None and constraint in _QUALIFIED:
            return Condition(broken="false")  # a node shape may have them, without a meaning
        if steps is None:
            raise UncompiledError(f"sh:{constraint} without sh:path", message_name(shape.node))
        least, limit = (
            constraint in ("minCount", "qualifiedMinCount"),
            max(whole_number(operand), 0),
        )
        # As many values as break the limit, or are needed to keep it, all different.
        many = [self.fresh_variable() for _ in range(limit if least else limit + 1)]
        if len(many) > _MANY:
            raise UncompiledError(f"sh:{constraint} {limit}", message_name(shape.node))
        if not many or (
            constraint in _QUALIFIED and not shape.parameter_values("qualifiedValueShape")
        ):
            return Condition(broken="false")
        filters = [
            f"!sameTerm({one}, {other})" for at, one in enumerate(many) for other in many[at + 1 :]
        ]
        if constraint in _QUALIFIED:
            filters += [f"!({self._unqualified(shape, one)})" for one in many]
        match = " ".join(f"{variable} {steps} {one} ." for one in many)
        match += f" FILTER ({' && '.join(filters)})" if filters else ""
        return Condition(match, many[0], least)

    def count_violation_pattern(
        self, shape: Shape, constraint: str, operand: Term, variable: str, focused: str
    ) -> str | None:
        """Return the pattern of too many or too few values, where they are too many to name each.

        `focused` binds the focus nodes. None where they are few, or not counted at all.
        """
        if constraint not in _COUNTS or shape.path is None or whole_number(operand) < _MANY:
            return None
        if constraint in _QUALIFIED and not shape.parameter_values("qualifiedValueShape"):
            return None
        one, counted = self.fresh_variable(), self.fresh_variable()
        values = f"{focused} {variable} {sparql_path(self.graph, shape.path)} {one} ."
        if constraint in _QUALIFIED:
            values += f" FILTER (!({self._unqualified(shape, one)}))"
        count_ = (
            f"SELECT {variable} (COUNT(DISTINCT {one}) AS {counted}) WHERE {{ {values} }}"
            f" GROUP BY {variable}"
        )
        limit = whole_number(operand)
        if constraint in ("minCount", "qualifiedMinCount"):
            return f"OPTIONAL {{ {{ {count_} }} }} FILTER (COALESCE({counted}, 0) < {limit})"
        return f"{{ {count_} }} FILTER ({counted} > {limit})"

    def _unqualified(self, shape: Shape, x: str) -> str:
        """Return the expression that is true of a value that does not count for a qualified shape.

        It breaks that shape or, where they are to be disjoint, keeps one of those beside it.
        """
        qualified = shape.parameter_values("qualifiedValueShape")
        parts = [self.shape_violation_expression(node, x) for node in qualified]
        if any(map(is_literally_true, shape.parameter_values("qualifiedValueShapesDisjoint"))):
            beside = self.graph.sibling_value_shapes(shape.node) - {*qualified}
            parts += [
                f"!({self.shape_violation_expression(node, x)})" for node in sorted(beside, key=str)
            ]
        return _any(parts)

    def _part(self, shape: Shape, name: str, value: Term, x: str) -> str:
        """Return the expression of a constraint of a shape that is part of another."""
        if name == "sparql":
            raise UncompiledError("sh:sparql in a shape inside another", message_name(shape.node))
        steps = sparql_path(self.graph, shape.path) if shape.path is not None else None
        if name in PAIRS:
            matches = pair_violation_patterns(
                shape, name, value, x, steps, self.fresh_variable()[1:]
            )
            return _any(f"EXISTS {{ {match} }}" for match in matches)
        if name == "closed":
            match = closed_violation_pattern(
                self.graph, shape, value, x, self.fresh_variable(), self.fresh_variable()
            )
            return f"EXISTS {{ {match} }}" if match else "false"
        if condition := self.value_set_violation(shape, name, value, x):
            return condition.violation_expression
        one = self.fresh_variable() if steps else x
        if name == "property":
            broken = self.shape_violation_expression(value, one)
        else:
            broken = self.value_violation_condition(shape, name, value, one).violation_expression
        return f"EXISTS {{ {x} {steps} {one} . FILTER ({broken}) }}" if steps else broken


def closed_violation_pattern(
    graph: ShapesGraph,
    shape: Shape,
    is_closed: Term,
    variable: str,
    property_variable: str,
    value_variable: str,
) -> str:
    """Return the pattern of a property that a closed shape does not have, with its value.

    It is empty where the shape is not closed. Raises UncompiledError for a property shape.
    """
    if not is_literally_true(is_closed):
        return ""
    if shape.path is not None:
        raise UncompiledError("sh:closed with sh:path", message_name(shape.node))
    properties = [graph.shape_of(node).path for node in shape.parameter_values("property")]
    for ignored in shape.parameter_values("ignoredProperties"):
        properties += graph.list_members(ignored)
    known = ", ".join(str(one) for one in properties if isinstance(one, NamedNode))
    others = f" FILTER ({property_variable} NOT IN ({known}))" if known else ""
    return f"{variable} {property_variable} {value_variable} .{others}"


def _any(parts: Iterable[str]) -> str:
    """Return the expression that one of some expressions is true."""
    return " || ".join(f"({part})" for part in parts) or "false"
