"""Constraints that compare the values of a path with those of a property, or with each other."""

from __future__ import annotations

from nemokg.errors import UncompiledError
from nemokg.validation.shacl.literals import unmarked_value
from nemokg.validation.shacl.shapes import is_literally_true, message_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.shapes import Shape, Term

PAIRS = {"equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang"}


def pair_violations(
    shape: Shape, name: str, other: Term, this: str, steps: str | None, suffix: str = ""
) -> list[str]:
    """Return patterns of which each match is a result: `this`, and the value as ``?value``.

    `steps` is the path of the shape, None if it is a node shape, whose value is `this`. Results
    of uniqueLang have no value, but differ in ``?lang``. All variables end in the suffix.
    """
    value, second = f"?value{suffix}", f"?other{suffix}"
    if name == "uniqueLang":
        if steps is None:
            raise UncompiledError("sh:uniqueLang without sh:path", message_name(shape.node))
        twice = (
            f"{this} {steps} {value} , {second} . FILTER (!sameTerm({value}, {second})"
            f" && LANG({value}) != '' && LCASE(LANG({value})) = LCASE(LANG({second})))"
            f" BIND (LCASE(LANG({value})) AS ?lang{suffix})"
        )
        return [twice] if is_literally_true(other) else []
    if name == "disjoint":
        if steps is None:
            return [f"{this} {other} {value} . FILTER (sameTerm({value}, {this}))"]
        return [f"{this} {steps} {value} ; {other} {second} . FILTER (sameTerm({second}, {value}))"]
    if name == "equals":
        if steps is None:
            return [
                f"BIND ({this} AS {value}) OPTIONAL {{ {this} {other} {second} ."
                f" FILTER (sameTerm({second}, {this})) }} FILTER (!BOUND({second}))",
                f"{this} {other} {value} . FILTER (!sameTerm({value}, {this}))",
            ]
        return [_missing(this, one, two, suffix) for one, two in ((steps, other), (other, steps))]
    if steps is None:
        raise UncompiledError(f"sh:{name} without sh:path", message_name(shape.node))
    operator = "<" if name == "lessThan" else "<="
    return [
        f"{this} {steps} {value} ; {other} {second} ."
        f" FILTER (!COALESCE({unmarked_value(value)} {operator} {unmarked_value(second)}, false))"
    ]


def _missing(this: str, one: Term | str, two: Term | str, suffix: str) -> str:
    """Return the pattern for values of one path that are not values of another."""
    return (
        f"{this} {one} ?value{suffix} . OPTIONAL {{ {this} {two} ?other{suffix} ."
        f" FILTER (sameTerm(?other{suffix}, ?value{suffix})) }} FILTER (!BOUND(?other{suffix}))"
    )
