"""Constraints that compare the values of a path with those of a property, or with each other."""

from __future__ import annotations

from nemokg.errors import UncompiledError
from nemokg.validation.shacl.literals import unmarked_value_expression
from nemokg.validation.shacl.shapes import is_literally_true, message_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.shapes import Shape, Term

PAIRS = {"equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang"}


def pair_violation_patterns(
    shape: Shape,
    constraint: str,
    other_property: Term,
    focus_variable: str,
    path: str | None,
    suffix: str = "",
) -> list[str]:
    """Return patterns of which each match is a result, with the value as ``?value``.

    `path` is that of the shape, None if it is a node shape, whose value is the focus. Results of
    uniqueLang have no value, but differ in ``?lang``. All variables end in the suffix.
    """
    focus, other = focus_variable, other_property
    value, second = f"?value{suffix}", f"?other{suffix}"
    if constraint == "uniqueLang":
        if path is None:
            raise UncompiledError("sh:uniqueLang without sh:path", message_name(shape.node))
        twice = (
            f"{focus} {path} {value} , {second} . FILTER (!sameTerm({value}, {second})"
            f" && LANG({value}) != '' && LCASE(LANG({value})) = LCASE(LANG({second})))"
            f" BIND (LCASE(LANG({value})) AS ?lang{suffix})"
        )
        return [twice] if is_literally_true(other) else []
    if constraint == "disjoint":
        if path is None:
            return [f"{focus} {other} {value} . FILTER (sameTerm({value}, {focus}))"]
        return [f"{focus} {path} {value} ; {other} {second} . FILTER (sameTerm({second}, {value}))"]
    if constraint == "equals":
        if path is None:
            return [
                f"BIND ({focus} AS {value}) OPTIONAL {{ {focus} {other} {second} ."
                f" FILTER (sameTerm({second}, {focus})) }} FILTER (!BOUND({second}))",
                f"{focus} {other} {value} . FILTER (!sameTerm({value}, {focus}))",
            ]
        return [_missing(focus, one, two, suffix) for one, two in ((path, other), (other, path))]
    if path is None:
        raise UncompiledError(f"sh:{constraint} without sh:path", message_name(shape.node))
    operator = "<" if constraint == "lessThan" else "<="
    first, last = unmarked_value_expression(value), unmarked_value_expression(second)
    return [
        f"{focus} {path} {value} ; {other} {second} ."
        f" FILTER (!COALESCE({first} {operator} {last}, false))"
    ]


def _missing(this: str, one: Term | str, two: Term | str, suffix: str) -> str:
    """Return the pattern for values of one path that are not values of another."""
    return (
        f"{this} {one} ?value{suffix} . OPTIONAL {{ {this} {two} ?other{suffix} ."
        f" FILTER (sameTerm(?other{suffix}, ?value{suffix})) }} FILTER (!BOUND(?other{suffix}))"
    )
