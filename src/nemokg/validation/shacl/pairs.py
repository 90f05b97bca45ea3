"""Constraints that compare the values of a path with those of a property, or with each other."""

from __future__ import annotations

from nemokg.errors import UncompiledError
from nemokg.validation.shacl.shapes import is_true, name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.shapes import Shape, Term

PAIRS = {"equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang"}


def patterns(shape: Shape, name: str, other: Term, this: str, steps: str | None) -> list[str]:
    """Return patterns of which each match is a result: `this`, and the value as ``?value``.

    `steps` is the path of the shape, None if it is a node shape, whose value is `this`. Results
    of uniqueLang have no value, but differ in ``?lang``.
    """
    if name == "uniqueLang":
        if steps is None:
            raise UncompiledError("sh:uniqueLang without sh:path", name_of(shape.node))
        twice = (
            f"{this} {steps} ?one , ?two . FILTER (!sameTerm(?one, ?two) && LANG(?one) != ''"
            " && LCASE(LANG(?one)) = LCASE(LANG(?two))) BIND (LCASE(LANG(?one)) AS ?lang)"
        )
        return [twice] if is_true(other) else []
    if name == "disjoint":
        same = f"{this} {steps} ?value . " if steps else f"BIND ({this} AS ?value) "
        return [f"{same} {this} {other} ?other . FILTER (sameTerm(?other, ?value))"]
    if name == "equals":
        if steps is None:
            return [
                f"BIND ({this} AS ?value) OPTIONAL {{ {this} {other} ?other ."
                f" FILTER (sameTerm(?other, {this})) }} FILTER (!BOUND(?other))",
                f"{this} {other} ?value . FILTER (!sameTerm(?value, {this}))",
            ]
        return [_missing(this, one, two) for one, two in ((steps, other), (other, steps))]
    if steps is None:
        raise UncompiledError(f"sh:{name} without sh:path", name_of(shape.node))
    operator = "<" if name == "lessThan" else "<="
    return [
        f"{this} {steps} ?value ; {other} ?other ."
        f" FILTER (!COALESCE(?value {operator} ?other, false))"
    ]


def _missing(this: str, one: Term | str, two: Term | str) -> str:
    """Return the pattern for values of one path that are not values of another."""
    return (
        f"{this} {one} ?value . OPTIONAL {{ {this} {two} ?other ."
        " FILTER (sameTerm(?other, ?value)) } FILTER (!BOUND(?other))"
    )
