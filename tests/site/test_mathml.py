"""Formulas: every LaTeX of the dataset becomes MathML that the policy of the site allows."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from fontTools.ttLib import TTFont
from paths import ROOT
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.opening import open_dataset
from nemokg.site.equations import distillation_equations
from nemokg.site.facts import Facts
from nemokg.site.mathml import latex_to_mathml, mathml_tree
from nemokg.site.symbols import CONVENTIONS, defined_symbol, unexplained_symbols

FONT = ROOT / "src/nemokg/site/static/vendor/latin-modern-math/nemokg-math.woff2"
FACTS = Facts(open_dataset().store)
LATEX = {
    iri: FACTS.first_object(iri, "latex")
    for iri in FACTS.all_subjects()
    if FACTS.first_object(iri, "latex")
}
EQUATIONS = [LATEX[iri] for iri in FACTS.instances_of("Equation")]


def tree(latex: str, display: bool = False) -> Element:
    found = mathml_tree(latex, display)
    assert found is not None
    return found


def texts(root: Element, tag: str) -> list[str]:
    return [element.text or "" for element in root.iter(tag)]


@pytest.mark.parametrize("latex", sorted(set(LATEX.values())))
def test_each_formula_of_the_dataset_is_mathml_with_its_latex_and_without_styles(
    latex: str,
) -> None:
    """Each formula converts, keeps its LaTeX as annotation, and has no style of its own."""
    text = str(latex_to_mathml(latex, display=True))
    root = fromstring(text)  # noqa: S314
    assert root.tag == "math"
    assert texts(root, "annotation") == [latex]
    assert not [element for element in root.iter() if "style" in element.attrib]


def test_the_dataset_has_the_twelve_equations() -> None:
    """All equations were looked at: there are twelve, and a new one wants a look too."""
    assert len(EQUATIONS) == 12


@pytest.mark.parametrize("latex", EQUATIONS)
def test_no_letter_of_an_equation_is_lost(latex: str) -> None:
    """The words and single letters of the LaTeX are those of the MathML, in their numbers."""
    root = tree(latex, display=True)
    shown = [text.removesuffix("\ufe00") for tag in ("mi", "mtext") for text in texts(root, tag)]
    words = re.findall(r"\\mathrm\{([a-z]+)\}", latex)
    assert [word for word in shown if word in set(words)] or not words
    for word in set(words):
        assert shown.count(word) == words.count(word), word
    greek = re.findall(r"\\(theta|pi|sigma|lambda|rho|beta)(?![a-z])", latex)
    letters = dict(zip(("theta", "pi", "sigma", "lambda", "rho", "beta"), "θπσλρβ", strict=True))
    for name in set(greek):
        assert shown.count(letters[name]) == greek.count(name), name


def test_sums_have_their_limits_below_and_above() -> None:
    """In an equation of its own, a sum stands between its limits."""
    limits = next(tree(r"\sum_{i=1}^{N} x", display=True).iter("munderover"))
    assert ["".join(part.itertext()) for part in limits] == ["∑", "i=1", "N"]


def test_norm_bars_stay_bars() -> None:
    r"""The bars of a divergence are one sign, between thin spaces."""
    assert "‖" in texts(tree(r"p\,\|\,q"), "mo")


def test_functions_are_words_and_not_products_of_letters() -> None:
    """What min and log are written with is one upright word each."""
    assert texts(tree(r"\min(\log x, y)"), "mi") == ["min", "log", "x", "y"]


def test_negative_spaces_are_classes() -> None:
    """A negative thin space is kept as a class, for which the style sheet has a rule."""
    assert [e.get("class") for e in tree(r"a\!b").iter("mspace")] == ["back"]


@pytest.mark.parametrize(
    "latex", [r"\unheardof{x}", r"\frac{1", "<script>alert(1)</script>&", "a \x00 b"]
)
def test_what_is_no_known_latex_is_shown_as_it_is(latex: str) -> None:
    """LaTeX that does not convert is shown as text, and markup in it stays text."""
    text = str(latex_to_mathml(latex))
    assert "<script" not in text
    if mathml_tree(latex) is None:
        assert text.startswith('<code class="latex">')


def test_markup_in_a_formula_is_text() -> None:
    """A tag inside of a formula cannot leave it."""
    root = fromstring(str(latex_to_mathml(r"\text{<b>x</b>}")))  # noqa: S314
    assert texts(root, "mtext") == ["<b>x</b>"]


def test_the_font_has_all_that_the_formulas_need() -> None:
    """Each character of each formula is in the font, which weighs 80 KB at most."""
    assert FONT.stat().st_size <= 80_000
    with TTFont(FONT) as font:
        known = set(font.getBestCmap())
    # Invisible signs and selectors of variants have no shape of their own.
    needed = {
        character
        for latex in LATEX.values()
        for element in tree(latex, display=True).iter()
        if element.tag in {"mi", "mo", "mn", "mtext"}
        for character in element.text or ""
    } - {"\u2061", "\ufe00"}
    assert len(needed) > 50
    assert {c for c in needed if ord(c) not in known} == set()


def test_a_symbol_is_explained_once_any_formula_with_it_is() -> None:
    """Indices do not matter, accents do; indices that are words are no symbols."""
    latex = r"\hat{A}_t = r_t(\theta) A + \pi_{\mathrm{old}}(y)"
    assert list(unexplained_symbols(latex, ["r", r"\theta_i", r"\pi"])) == ["Aˆ", "t", "A", "y"]
    assert list(unexplained_symbols(latex, [r"\hat{A}", "r_t", r"\theta", r"\pi(y)"])) == ["A"]


def test_the_equation_says_which_symbol_it_defines() -> None:
    """The symbol is the first on the left; without equals sign there is none."""
    assert defined_symbol(r"c_t=\frac{a}{b},\quad r_t=1") == "c"
    assert defined_symbol(r"\sum_i x") == ""


def test_every_symbol_of_every_shown_equation_is_listed() -> None:
    """What the ontology does not explain is listed as unexplained, or is a convention."""
    found = distillation_equations(FACTS)
    equations = [each for technique in found["techniques"] for each in technique["equations"]]
    assert len(equations) == 7
    missing = {
        each["id"]: [fromstring(str(symbol["math"])) for symbol in each["unexplained"]]  # noqa: S314
        for each in equations
    }
    named = {
        iri: ["".join(root.itertext()).replace("\ufe00", "") for root in roots]
        for iri, roots in missing.items()
    }
    assert named["mopd-objective"] == ["𝒥MOPD"]
    assert named["mopd-advantage"] == ["Aˆt"]
    assert named["mopd-surrogate"] == ["𝒥async-MOPD", "Aˆt"]
    assert named["mopd-ratios"] == []
    signs = {str(each["definition"]) for each in found["conventions"]}
    assert signs <= set(CONVENTIONS.values())


def test_numbered_equations_come_first_and_say_where_others_are_defined() -> None:
    """Equations stand in the order of their numbers, and the third refers to the second."""
    first = distillation_equations(FACTS)["techniques"][0]
    assert [e["number"] for e in first["equations"]][:3] == ["Eq. 1", "Eq. 2", "Eq. 3"]
    advantage = first["equations"][2]["unexplained"][1]
    assert (advantage["where"], advantage["own"]) == ("Eq. 2", False)


def test_another_dataset_has_its_own_equations() -> None:
    """Of a pipeline with one formula, that formula is found by the stage of the student."""
    store = Store()
    store.load(
        """
        @prefix nemo: <https://w3id.org/nemokg/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix x: <https://w3id.org/nemokg/model/> .
        x:t nemo:distilledInto x:s . x:s rdfs:label "Student" .
        x:g nemo:produces x:s ; nemo:usesAlgorithm x:a .
        x:a nemo:equation x:e . x:other nemo:equation x:f .
        x:e nemo:latex "q = \\\\rubbish" . x:f nemo:latex "z" .
        """,
        RdfFormat.TURTLE,
    )
    found = distillation_equations(Facts(store))
    assert found["edges"] == 1
    assert [each["label"] for each in found["students"]] == ["Student"]
    (technique,) = found["techniques"]
    (equation,) = technique["equations"]
    assert equation["math"] == r'<code class="latex">q = \rubbish</code>'
    assert equation["unexplained"] == []


def test_a_dataset_without_distillation_has_none() -> None:
    """Nothing in, nothing out."""
    found = distillation_equations(Facts(Store()))
    assert (found["edges"], found["techniques"], found["conventions"]) == (0, [], [])
