"""The equations of distillation: which there are, what their symbols mean, who prints them."""

from __future__ import annotations

from typing import Any

from nemokg.rdf.vocab import local_name
from nemokg.site.facts import without_repeats
from nemokg.site.mathml import latex_to_mathml
from nemokg.site.symbols import CONVENTIONS, conventional_signs, defined_symbol, unexplained_symbols

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.site.facts import Facts

_DISTILLED = "distilledInto"
_SIGNS = {"𝔼": r"\mathbb{E}", "∇": r"\nabla", "clip": r"\mathrm{clip}"}


def distillation_equations(facts: Facts) -> dict[str, Any]:
    """Return how the models that others are distilled into were made, and the equations of that.

    The techniques are those of the stages that made them, and those that are related to these or
    said to apply to the models; beside a technique stand its siblings, for comparison. Only
    techniques with equations are returned.

    >>> from nemokg.dataset.opening import open_dataset
    >>> from nemokg.site.facts import Facts
    >>> found = distillation_equations(Facts(open_dataset().store))
    >>> [equation["number"] for equation in found["techniques"][0]["equations"]]
    ['Eq. 1', 'Eq. 2', 'Eq. 3', '', '']
    """
    students = sorted(
        {model for each in facts.all_subjects() for model in facts.objects_of(each, _DISTILLED)},
        key=lambda iri: (facts.natural_number(iri, "iteration") or 0, iri),
    )
    stages = without_repeats(
        stage for model in students for stage in facts.subjects_of(model, "produces")
    )
    used = without_repeats(
        iri for stage in stages for iri in facts.objects_of(stage, "usesAlgorithm")
    )
    techniques_used = [iri for iri in used if facts.objects_of(iri, "equation")]
    applied = [iri for model in students for iri in facts.subjects_of(model, "appliesTo")]
    related = [iri for each in techniques_used for iri in facts.objects_of(each, "skos:related")]
    compared = [
        iri for iri in without_repeats([*applied, *related]) if facts.objects_of(iri, "equation")
    ]
    parents = [iri for each in compared for iri in facts.objects_of(each, "skos:broader")]
    siblings = [iri for parent in parents for iri in facts.subjects_of(parent, "skos:broader")]
    techniques = [
        iri
        for iri in without_repeats([*techniques_used, *compared, *siblings])
        if facts.objects_of(iri, "equation")
    ]
    ordered = {iri: _in_order(facts, facts.objects_of(iri, "equation")) for iri in techniques}
    equation_of = {
        name: _name(facts, iri)
        for equations in reversed(ordered.values())
        for iri in reversed(equations)
        if (name := defined_symbol(facts.first_object(iri, "latex")))
    }
    return {
        "edges": sum(len(facts.subjects_of(model, _DISTILLED)) for model in students),
        "students": [_named(facts, iri) for iri in students],
        "made_by": [_named(facts, iri) for iri in techniques_used or used],
        "techniques": [
            {
                **_named(facts, iri),
                "definition": facts.definition(iri),
                "equations": [_equation(facts, each, equation_of) for each in equations],
            }
            for iri, equations in ordered.items()
        ],
        "conventions": [
            {
                "math": latex_to_mathml(_SIGNS.get(sign, "\\" + sign)),
                "definition": CONVENTIONS[sign],
            }
            for sign in without_repeats(
                sign
                for equations in ordered.values()
                for iri in equations
                for sign in conventional_signs(facts.first_object(iri, "latex"))
            )
        ],
    }


def _in_order(facts: Facts, equations: list[str]) -> list[str]:
    """Return the numbered equations by their numbers, then the others."""

    def place(iri: str) -> tuple[bool, int, str]:
        digits = "".join(filter(str.isdecimal, facts.first_object(iri, "equationNumber")))
        return not digits, int(digits or 0), iri

    return sorted(equations, key=place)


def _equation(facts: Facts, iri: str, equation_of: dict[str, str]) -> dict[str, Any]:
    latex = facts.first_object(iri, "latex")
    symbols = facts.objects_of(iri, "symbol")
    explained = [facts.first_object(symbol, "latex") for symbol in symbols]
    missing = [
        {"math": shown, "where": equation_of.get(name, ""), "own": name == defined_symbol(latex)}
        for name, shown in unexplained_symbols(latex, explained).items()
    ]
    return {
        **_named(facts, iri),
        "number": facts.first_object(iri, "equationNumber"),
        "math": latex_to_mathml(latex, display=True),
        "symbols": [
            {"math": latex_to_mathml(text), "definition": facts.definition(symbol)}
            for symbol, text in zip(symbols, explained, strict=True)
        ],
        "unexplained": missing,
        "reconstructed": facts.first_object(iri, "reconstructed") == "true",
        "notes": facts.objects_of(iri, "skos:note"),
        "conflicts": [_named(facts, each) for each in facts.objects_of(iri, "conflict")],
        "evidence": [
            {
                **_named(facts, facts.first_object(each, "dcterms:source")),
                "locator": facts.first_object(each, "locator"),
            }
            for each in facts.objects_of(iri, "evidence")
        ],
    }


def _name(facts: Facts, iri: str) -> str:
    return facts.first_object(iri, "equationNumber") or facts.label(iri)


def _named(facts: Facts, iri: str) -> dict[str, str]:
    return {"id": local_name(iri), "iri": iri, "label": facts.label(iri)}
