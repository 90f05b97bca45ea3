"""The symbols of a formula, and which of them are not explained."""

from __future__ import annotations

from copy import deepcopy

from nemokg.site.mathml import mathml_tree, serialized_math

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from markupsafe import Markup

_SCRIPTED = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
_ACCENTED = {"mover", "munder"}
# What mathematicians write without saying what it is.
CONVENTIONS = {
    "𝔼": "expected value over the variable below it",
    "∇": "gradient with respect to the variable below it",
    "log": "natural logarithm",
    "exp": "exponential function",
    "min": "the minimum",
    "max": "the maximum",
    "clip": "the first value, clipped to lie between the other two",
}


def unexplained_symbols(latex: str, explained_formulas: Iterable[str]) -> Mapping[str, Markup]:
    r"""Return the symbols of a formula that occur in no explained formula, by their names.

    A symbol is a letter with its accent, whatever its indices are; indices of several letters are
    words. Conventions of mathematics need no explanation.

    >>> list(unexplained_symbols(r"A_t = \log p_{\mathrm{old}}(y_t)", ["p", "y_t"]))
    ['A']
    """
    tree = mathml_tree(latex)
    if tree is None:
        return {}
    explained_names = {name for text in explained_formulas for name, _ in _all(text)}
    missing: dict[str, Markup] = {}
    for name, element in _symbols(tree):
        if name not in explained_names and name not in CONVENTIONS and name not in missing:
            missing[name] = _alone(element)
    return missing


def conventional_signs(latex: str) -> list[str]:
    r"""Return the signs of a formula that have a conventional meaning.

    >>> conventional_signs(r"\min_x \log x")
    ['min', 'log']
    """
    return list(dict.fromkeys(name for name, _ in _all(latex) if name in CONVENTIONS))


def defined_symbol(latex: str) -> str:
    r"""Return the symbol that an equation defines: the first, where it stands left of the equals.

    >>> defined_symbol(r"A_t = x"), defined_symbol("x")
    ('A', '')
    """
    head, equals, _ = latex.partition("=")
    return next((name for name, _ in _all(head)), "") if equals else ""


def _all(latex: str) -> list[tuple[str, Element]]:
    tree = mathml_tree(latex)
    return [] if tree is None else list(_symbols(tree))


def _symbols(tree: Element) -> Iterator[tuple[str, Element]]:
    """Yield names of symbols, each with the element that shows it with accents and indices."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for element in tree.iter("mi"):
        shown, accent = element, ""
        while (parent := parents.get(shown)) is not None and _is_core(shown, parent):
            if parent.tag in _ACCENTED and parent.get("accent"):
                accent = "".join(parent[1].itertext())
            shown = parent
        name = (element.text or "").rstrip("\ufe00")
        if len(name) == 1 or not _in_index(shown, parents):
            yield name + accent, shown


def _is_core(element: Element, parent: Element) -> bool:
    """Return whether a parent is its child with accents and indices, or with nothing at all."""
    if parent.tag in _SCRIPTED:
        return parent[0] is element
    return parent.tag == "mrow" and all(c is element or c.tag == "mspace" for c in parent)


def _in_index(element: Element, parents: Mapping[Element, Element]) -> bool:
    parent = parents.get(element)
    while parent is not None:
        if parent.tag in _SCRIPTED and parent[0] is not element:
            return True
        element, parent = parent, parents.get(parent)
    return False


def _alone(element: Element) -> Markup:
    from xml.etree.ElementTree import Element as Made

    math = Made("math")
    copied = deepcopy(element)
    copied.tail = None
    math.append(copied)
    return serialized_math(math)
