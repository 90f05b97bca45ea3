"""Screens: one question to the store about many constraints, of which mostly none is broken.

Each constraint has a query of its own, whose rows are its results. A screen looks at the focus
nodes once for all of them. It may be true where nothing is broken, never false where something is.
"""

from __future__ import annotations

from typing import NamedTuple

from nemokg.validation.shacl.shapes import is_literally_true, whole_number
from nemokg.validation.shacl.values import TESTS, value_violation_expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.conditions import Conditions
    from nemokg.validation.shacl.shapes import Shape, Term


class Screen(NamedTuple):
    """OPTIONAL blocks, and the expression that is true or an error where a constraint is broken."""

    pattern: str
    broken: str


def can_screen(constraint: str, operand: Term) -> bool:
    """Whether a screen of a property shape can tell that a constraint is broken."""
    if constraint in ("minCount", "maxCount"):
        return whole_number(operand) == 1
    if constraint == "uniqueLang":
        return is_literally_true(operand)
    return constraint in TESTS  # the others look up the value, which there may not be


def allows_one_value(shape: Shape) -> bool:
    """Whether a shape allows one value only, so that its screen joins with others in one."""
    return any(whole_number(value) == 1 for value in shape.parameter_values("maxCount"))


def constraints_screen(
    conditions: Conditions,
    shape: Shape,
    focus_variable: str,
    path: str,
    constraints: list[tuple[str, Term]],
) -> Screen:
    """Return the screen of the constraints of a property shape that `can_screen` accepts."""
    first, second = conditions.fresh_variable(), conditions.fresh_variable()
    names = {name for name, _ in constraints}
    several = f"{focus_variable} {path} {second} . FILTER (!sameTerm({first}, {second}))"
    blocks, broken = [f"OPTIONAL {{ {focus_variable} {path} {first} . }}"], []
    if names & {"maxCount", "uniqueLang"}:
        blocks.append(f"OPTIONAL {{ {several} }}")
    for name, value in constraints:
        if name == "minCount":
            broken.append(f"!BOUND({first})")
        elif name == "maxCount":
            broken.append(f"BOUND({second})")
        elif name == "uniqueLang":
            broken.append(
                f"BOUND({second}) && LANG({first}) != ''"
                f" && LCASE(LANG({first})) = LCASE(LANG({second}))"
            )
        else:
            broken.append(
                f"BOUND({first}) && "
                f"({value_violation_expression(conditions.graph, shape, name, value, first)})"
            )
    return Screen(" ".join(blocks), " || ".join(f"({one})" for one in broken))


def screen_query(focused: str, screens: list[Screen]) -> str:
    """Return the query that asks whether a focus node may break a constraint.

    >>> screen_query("?this a <urn:x:C> .", [Screen("", "isBLANK(?this)")])
    'ASK { ?this a <urn:x:C> .  FILTER (COALESCE(isBLANK(?this), true)) }'
    """
    patterns = " ".join(screen.pattern for screen in screens)
    broken = " || ".join(screen.broken for screen in screens)
    return f"ASK {{ {focused} {patterns} FILTER (COALESCE({broken}, true)) }}"
