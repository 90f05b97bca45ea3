"""Formulas: LaTeX as MathML, which browsers render without scripts."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markupsafe import Markup
    from math_core import LatexToMathML

# What the converter says by inline styles, and the classes that say it here.
_CLASSES = (("margin-left:-", "back"), ("text-align: left", "left"), ("text-align: right", "right"))
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;")  # those of HTML that XML lacks


def latex_to_mathml(latex: str, display: bool = False) -> Markup:
    r"""Return a formula as MathML with its LaTeX as annotation, or the LaTeX as code.

    With `display` it is set as an equation of its own. LaTeX that the converter does not know is
    shown as it is written: a formula in the notation of its authors is better than none. There are
    no inline styles, which the policy of the site forbids.

    >>> latex_to_mathml(r"\pi_\theta")[:52]
    Markup('<math><semantics><msub><mi>π</mi><mi>θ</mi></msub><a')
    >>> latex_to_mathml(r"\unheardof{x}")
    Markup('<code class="latex">\\unheardof{x}</code>')
    """
    from markupsafe import Markup

    tree = mathml_tree(latex, display)
    if tree is None:
        return Markup(f'<code class="latex">{escape(latex)}</code>')  # noqa: S704  # escaped
    return serialized_math(tree)


def mathml_tree(latex: str, display: bool = False) -> Element | None:
    r"""Return the MathML of a formula as a tree, or None if the converter does not know it.

    >>> [part.tag for part in mathml_tree("x^2").iter()]
    ['math', 'semantics', 'msup', 'mi', 'mn', 'annotation']
    >>> mathml_tree(r"\frac{1}") is None
    True
    """
    from xml.etree.ElementTree import ParseError, fromstring

    from math_core import LatexError

    try:
        text = _converter().convert_with_local_state(latex, displaystyle=display)
        tree = fromstring(_ENTITY.sub(lambda match: unescape(match[0]), text))  # noqa: S314
    except (LatexError, ParseError):
        return None
    for element in tree.iter():
        style = element.attrib.pop("style", "")
        names = [name for property_, name in _CLASSES if property_ in style]
        if names:
            element.set("class", " ".join(names))
    return tree


def serialized_math(tree: Element) -> Markup:
    """Return a tree of MathML as text for a page."""
    from xml.etree.ElementTree import tostring

    from markupsafe import Markup

    text = tostring(tree, encoding="unicode", short_empty_elements=False)
    return Markup(text)  # noqa: S704  # made of elements, so that all text is escaped


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(annotation=True, fancy_error=False)
