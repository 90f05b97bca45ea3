"""Constraints as SPARQL conditions on a node.

A condition is a pattern of OPTIONAL blocks, each of which looks for what breaks or keeps the
constraint, and an expression that is true of the node that breaks it. So nothing is asked with
EXISTS, which stores answer slowly, and conditions combine: sh:not negates, sh:and and sh:or join.
"""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from nemokg.errors import UncompiledError
from nemokg.validation.shacl.paths import path
from nemokg.validation.shacl.shapes import name_of, number
from nemokg.validation.shacl.values import TESTS, equal, test
from nemokg.validation.shacl.vocabulary import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nemokg.validation.shacl.shapes import Shape, ShapesGraph, Term


class Condition(NamedTuple):
    """A pattern, which may be empty, and the expression that says that the constraint is broken.

    `match` is a pattern that matches just where it is broken, if there is one: faster by itself.
    """

    pattern: str
    broken: str
    match: str = ""


class Conditions:
    """Makes conditions from the constraints of the shapes of a graph.

    `classes` returns a class of the data with its subclasses.
    """

    def __init__(self, graph: ShapesGraph, classes: Callable[[Term], list[Term]]) -> None:
        self.graph = graph
        self._classes = classes
        self._numbers = count(1)
        self._open: list[Term] = []

    def fresh(self) -> str:
        """Return a variable that nothing else uses."""
        return f"?{OWN}{next(self._numbers)}"

    def of_shape(self, node: Term, x: str) -> Condition:
        """Return the condition under which a node breaks a shape."""
        if node in self._open:
            raise UncompiledError("a shape that refers to itself", name_of(node))
        shape = self.graph.shape(node)
        if not shape.active:
            return Condition("", "false")
        self._open.append(node)
        try:
            parts = [
                self._part(shape, name, value, x)
                for name, value in shape.constraints
                if name not in ("closed", "sparql") or self._refuse(shape, name)
            ]
        finally:
            self._open.pop()
        return _joined(parts, "||", "false")

    def on_value(self, shape: Shape, name: str, value: Term, x: str) -> Condition:
        """Return the condition under which one value node breaks a constraint."""
        if name in TESTS:
            return Condition("", test(self.graph, shape, name, value, x))
        if name == "class":
            kind = self.fresh()
            kinds = ", ".join(map(str, self._classes(value)))
            pattern = f"OPTIONAL {{ {x} a {kind} . FILTER ({kind} IN ({kinds})) }}"
            return Condition(pattern, f"!BOUND({kind})")
        if name == "node":
            return self.of_shape(value, x)
        if name == "not":
            inner = self.of_shape(value, x)
            return Condition(inner.pattern, f"!({inner.broken})")
        parts = [self.of_shape(member, x) for member in self.graph.members(value)]
        if name == "xone":
            satisfied = " + ".join(f"IF({part.broken}, 0, 1)" for part in parts) or "0"
            return Condition("\n".join(part.pattern for part in parts), f"({satisfied}) != 1")
        return _joined(parts, "&&", "true") if name == "or" else _joined(parts, "||", "false")

    def on_values(self, shape: Shape, name: str, value: Term, x: str) -> Condition | None:
        """Return the condition under which all values of a path together break a constraint.

        None if it is not about all of them.
        """
        steps = path(self.graph, shape.path) if shape.path is not None else None
        if name == "hasValue":
            if steps is None:
                return Condition("", f"!({equal(x, value)})")
            one = self.fresh()
            has = f"{x} {steps} {one} . FILTER ({equal(one, value)})"
            return Condition(f"OPTIONAL {{ {has} }}", f"!BOUND({one})")
        if name not in ("minCount", "maxCount"):
            return None
        if steps is None:
            raise UncompiledError(f"sh:{name} without sh:path", name_of(shape.node))
        limit, first = number(value), self.fresh()
        if name == "minCount" and limit <= 0:
            return Condition("", "false")
        if name == "minCount" and limit == 1:
            return Condition(f"OPTIONAL {{ {x} {steps} {first} . }}", f"!BOUND({first})")
        if name == "maxCount" and limit <= 0:
            match = f"{x} {steps} {first} ."
            return Condition(f"OPTIONAL {{ {match} }}", f"BOUND({first})", match)
        # As many values as break the limit, or are needed to keep it, all different.
        many = [first, *(self.fresh() for _ in range(limit - (name == "minCount")))]
        if len(many) > 4:
            raise UncompiledError(f"sh:{name} {limit}", name_of(shape.node))
        different = " && ".join(
            f"!sameTerm({one}, {other})" for at, one in enumerate(many) for other in many[at + 1 :]
        )
        steps_to = " ".join(f"{x} {steps} {other} ." for other in many)
        match = f"{steps_to} FILTER ({different})"
        pattern = f"OPTIONAL {{ {match} }}"
        if name == "minCount":
            return Condition(pattern, f"!BOUND({first})")
        return Condition(pattern, f"BOUND({first})", match)

    def _part(self, shape: Shape, name: str, value: Term, x: str) -> Condition:
        """Return the condition of a constraint of a shape that is part of another."""
        if condition := self.on_values(shape, name, value, x):
            return condition
        if name in ("equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang"):
            self._refuse(shape, name)
        if shape.path is None:
            return (
                self.of_shape(value, x)
                if name == "property"
                else self.on_value(shape, name, value, x)
            )
        one = self.fresh()
        inner = (
            self.of_shape(value, one)
            if name == "property"
            else self.on_value(shape, name, value, one)
        )
        steps = path(self.graph, shape.path)
        broken = f"{x} {steps} {one} . {inner.pattern} FILTER ({inner.broken})"
        return Condition(f"OPTIONAL {{ {broken} }}", f"BOUND({one})")

    def _refuse(self, shape: Shape, name: str) -> bool:
        raise UncompiledError(f"sh:{name} in a shape inside another", name_of(shape.node))


def _joined(parts: Iterable[Condition], operator: str, empty: str) -> Condition:
    """Return the condition that joins conditions by a logical operator."""
    parts = list(parts)
    broken = f" {operator} ".join(f"({part.broken})" for part in parts)
    return Condition("\n".join(part.pattern for part in parts if part.pattern), broken or empty)
