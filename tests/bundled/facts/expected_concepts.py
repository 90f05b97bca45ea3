"""The records that the facts demand of techniques, equations and evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from facts.expected_models import Entry, Items, conflicts, evidence
from facts.terms import PIPELINE, each, number, record, text, value

SEPARATE = "separate sub-scheme"
"""What the notes of concepts that are no techniques say."""


def note(entry: dict[str, Any]) -> str | None:
    """Return the note of an entry."""
    return text(entry.pop("note")) if "note" in entry else None


def algorithms(entries: Iterable[Entry]) -> tuple[Items, Items]:
    """Return the techniques, and the equations of those that have some."""
    items: Items = {}
    formulas: Items = {}
    for entry in each(entries):
        label = text(entry.pop("label"))
        broader = entry.pop("broader")
        equations = entry.pop("equations", ())
        formulas |= formulae(equations, entry.pop("symbols", {}))
        items["algo:" + entry.pop("id")] = record({
            "rdf:type": "nemo:Algorithm",
            "rdfs:label": label,
            "skos:prefLabel": label,
            "skos:altLabel": map(text, entry.pop("alt_labels", ())),
            "skos:definition": text(entry.pop("definition")),
            "skos:broader": "algo:" + broader if broader else None,
            "skos:related": ["algo:" + other for other in entry.pop("related", ())],
            "skos:inScheme": schemes(entry.get("note", "")),
            "skos:note": note(entry),
            "nemo:inExplainer": value(entry.pop("in_seed")),
            "nemo:appliesTo": ["model:" + other for other in entry.pop("also_applies_to", ())],
            "nemo:equation": ["equation:" + found["id"] for found in equations],
            "nemo:evidence": evidence(entry.pop("evidence")),
            "used-by": ["model:" + other for other in entry.pop("used_by", ())],
        })  # fmt: skip
    return items, formulas


def schemes(words: str) -> list[str]:
    """Return the schemes of a concept, from what its note says of them."""
    return ["algo:techniques", *(["algo:auxiliary-concepts"] if SEPARATE in words else [])]


def formulae(entries: Iterable[Entry], symbols: dict[str, str]) -> Items:
    """Return the equations of one technique, each with those of its symbols that occur in it."""
    return {
        "equation:" + entry.pop("id"): record({
            "rdf:type": "nemo:Equation",
            "nemo:latex": text(latex),
            "nemo:equationNumber": text(entry.pop("number")) if "number" in entry else None,
            "nemo:reconstructed": value(entry.pop("reconstructed", False)),
            "nemo:symbol": [
                f"{text(sign)} = {text(meaning)}"
                for sign, meaning in symbols.items()
                if occurs(sign, latex)
            ],
            "nemo:conflict": conflicts(entry.get("note", "")),
            "skos:note": note(entry),
            "nemo:evidence": evidence(entry.pop("evidence")),
        })
        for entry in each(entries)
        for latex in [entry.pop("latex")]
    }  # fmt: skip


def occurs(sign: str, latex: str) -> bool:
    r"""Whether a symbol stands in a formula: its tokens in a row among those of the formula.

    >>> occurs("q", r"y \qquad x"), occurs("y=(y_1)", r"\pi(y_t)")
    (False, True)
    """
    first = re.split(r"[=,]", sign)[0]
    one, other = (" ".join(re.findall(r"\\[A-Za-z]+|[A-Za-z\d]", part)) for part in (first, latex))
    return f" {one} " in f" {other} "


def benchmarks(entries: Iterable[Entry]) -> Items:
    """Return the benchmarks."""
    return {
        "bench:" + entry.pop("id"): record({
            "rdf:type": "nemo:Benchmark",
            "rdfs:label": text(entry.pop("label")),
            "nemo:metric": text(entry.pop("metric")),
            "nemo:taskDomain": text(entry.pop("domain")),
        })
        for entry in each(entries)
    }  # fmt: skip


def compared_models(groups: dict[str, Iterable[Entry]]) -> Items:
    """Return the models that only tables of results name."""
    return {
        "model:" + entry.pop("id"): record({
            "rdf:type": "nemo:Checkpoint",
            "rdfs:label": text(entry.pop("label")),
            "skos:note": note(entry),
        })
        for entries in groups.values()
        for entry in each(entries)
    }  # fmt: skip


def results(entries: Iterable[Entry]) -> Items:
    """Return the results; a derived one names the results of its own table and benchmark."""
    entries = list(entries)
    items = {}
    for entry in each(entries):
        inputs = derivation(entry, entries) if "derived" in entry else {}
        basis = {"report": "nemo:stated", "inferred": "nemo:inferred"}[entry.pop("model_basis")]
        items["result:" + entry.pop("id")] = record({
            "rdf:type": "nemo:DerivedResult" if inputs else "nemo:Result",
            "nemo:benchmark": "bench:" + entry.pop("benchmark"),
            "nemo:evaluatedModel": "model:" + entry.pop("model"),
            "nemo:modelStatus": basis,
            "nemo:candidateModel": [
                "model:" + other for other in entry.pop("model_candidates", ())
            ],
            "nemo:value": number(entry.pop("value")),
            "nemo:unit": "quantity:unit-" + entry.pop("unit"),
            **{f"nemo:{key}": text(entry.pop(key)) if key in entry else None
               for key in ("table", "column", "category", "decoding", "qualifier")},
            "nemo:partOfPipeline": PIPELINE,
            "skos:note": note(entry),
            "nemo:evidence": evidence(entry.pop("evidence")),
            **inputs,
        })  # fmt: skip
    return items


def derivation(entry: dict[str, Any], entries: Iterable[Entry]) -> dict[str, str]:
    """Return formula and inputs of a recovery, found by the columns that its formula names."""
    formula = entry.pop("derived")
    row = {
        other["column"]: "result:" + other["id"]
        for other in entries
        if (other["table"], other["benchmark"]) == (entry["table"], entry["benchmark"])
    }
    student, baseline, teacher, again = re.findall(r"\w+", formula)
    if baseline != again:
        raise ValueError(f"{entry['id']} is no recovery: {formula}")
    return {
        "nemo:formula": text(formula), "nemo:studentResult": row[student],
        "nemo:baselineResult": row[baseline], "nemo:teacherResult": row[teacher],
    }  # fmt: skip


def remarks(entries: Iterable[Entry]) -> Items:
    """Return the remarks on results."""
    items = {}
    for entry in each(entries):
        inferred = {"inferred": text("Inferred by the curator."), None: None}
        items["result:remark-" + entry.pop("id")] = record({
            "rdf:type": "nemo:Remark",
            "dcterms:description": text(entry.pop("statement")),
            "nemo:partOfPipeline": PIPELINE,
            "nemo:evidence": evidence(entry.pop("evidence")),
            "skos:note": inferred[entry.pop("basis", None)],
        })  # fmt: skip
    return items
