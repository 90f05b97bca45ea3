"""The records that the facts demand of stages, data and values, each with its claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from facts.expected_models import STATUS, Entry, Items, conflicts, evidence
from facts.terms import PIPELINE, each, kebab, number, record, text, value

ORDINALS = {"maxGenerationLength": ("initial", "later"), "mtpSpeedupRange": ("lowest", "highest")}
"""What the two figures of a list stand for; the facts say it in evidence or note."""
FIRST = " (first figure)"
"""The mark of a qualifier that holds for the first part of a value only."""


def claim(subject: str, predicate: str, target: str, entry: dict[str, Any]) -> Items:
    """Return the claim about a stage, data set or value, its status following from the basis."""
    name = "--".join([subject.partition(":")[2], predicate, target.partition(":")[2]])
    note = entry.pop("note", "")
    return {
        "claim:" + name: record({
            "rdf:type": ["nemo:Claim", "rdf:Statement"],
            "rdf:subject": subject,
            "rdf:predicate": "nemo:" + predicate,
            "rdf:object": target,
            "nemo:status": STATUS[entry.pop("basis")],
            "nemo:rank": "nemo:normal",
            "nemo:partOfPipeline": PIPELINE,
            "nemo:conflict": conflicts(note),
            "nemo:evidence": evidence(entry.pop("evidence")),
            "skos:note": text(note) if note else None,
            "plain-triple": "present",
        })
    }  # fmt: skip


def stages(nodes: Iterable[Entry]) -> tuple[Items, Items]:
    """Return the stages in their order, and a claim for each technique of a stage."""
    fields: dict[str, dict[str, Any]] = {}
    claims: Items = {}
    for node in nodes:
        for use in each(node.get("algorithms", ())):
            order, technique = use.pop("order"), "algo:" + use.pop("algorithm")
            stage = f"stage:{node['id']}-stage-{order}"
            found = fields.setdefault(stage, {
                "rdf:type": "nemo:TrainingStage", "nemo:produces": "model:" + node["id"],
                "nemo:stageOrder": number(order), "nemo:partOfPipeline": PIPELINE,
                "nemo:usesAlgorithm": [],
            })  # fmt: skip
            found["nemo:usesAlgorithm"].append(technique)
            claims |= claim(stage, "usesAlgorithm", technique, use)
    return {stage: record(found) for stage, found in fields.items()}, claims


def datasets(nodes: Iterable[Entry]) -> tuple[Items, Items]:
    """Return the data sets and environments, and a claim for each model trained on one."""
    labels: dict[str, list[str]] = {}
    types: dict[str, str] = {}
    claims: Items = {}
    for node in nodes:
        for entry in each(node.get("datasets", ())):
            target, label = "dataset:" + entry.pop("id"), text(entry.pop("label"))
            kind = "nemo:" + entry.pop("kind", "dataset").capitalize()
            if types.setdefault(target, kind) != kind:
                raise ValueError(f"{target} is of two kinds in the facts")
            labels.setdefault(target, []).append(label)
            claims |= claim("model:" + node["id"], "trainedOn", target, entry)
    return {
        target: record({
            "rdf:type": types[target], "rdfs:label": found[0],
            "skos:altLabel": set(found[1:]) - {found[0]}, "nemo:partOfPipeline": PIPELINE,
        })
        for target, found in labels.items()
    }, claims  # fmt: skip


def values(nodes: Iterable[Entry]) -> tuple[Items, Items]:
    """Return the quantities and characteristics, and a claim for each."""
    items: Items = {}
    claims: Items = {}
    for node in nodes:
        for entry in each(node.get("facts", ())):
            key, given = entry.pop("key"), entry.pop("value")
            short = kebab(key.replace("liveCodeBench", "livecodebench"))
            target = f"quantity:{node['id']}-{short}"
            parts = named_parts(key, given)
            measured = parts is not None or is_number(given)
            shape = numeric(entry, given, parts) if measured else verbal(given)
            note = text(entry.pop("note")) if "note" in entry else None
            items[target] = record({
                "nemo:quantityKind": f"quantity:kind-{short}", "skos:note": note, **shape,
            })  # fmt: skip
            predicate = "hasQuantity" if measured else "hasCharacteristic"
            claims |= claim("model:" + node["id"], predicate, target, entry)
    return items, claims


def verbal(given: Any) -> dict[str, list[str] | str]:
    """Return the fields of a value in words or of a truth value."""
    words = given if isinstance(given, list) else [given]
    return {"rdf:type": "nemo:Characteristic", "nemo:value": [value(word) for word in words]}


def numeric(
    entry: dict[str, Any], given: Any, parts: Mapping[str, int | float] | None
) -> dict[str, list[str] | str | None]:
    """Return the fields of a number or a value with parts; without a unit it is a bare number."""
    unit = "quantity:unit-" + kebab(entry.pop("unit", "one"))
    limit = entry.pop("qualifier", None)
    common: dict[str, list[str] | str | None] = {"rdf:type": "nemo:Quantity", "nemo:unit": unit}
    if parts is None:
        words = text(limit) if limit else None
        return {**common, "nemo:value": number(given), "nemo:qualifier": words}
    limited = list(parts)[: 1 if limit and limit.endswith(FIRST) else None] if limit else []
    prefix = text(limit.removesuffix(FIRST)) + " " if limit else ""
    return {
        **common,
        "nemo:part": [
            f"{prefix if part in limited else ''}{text(part)} {number(size)} {unit}"
            for part, size in parts.items()
        ],
    }


def is_number(given: object) -> bool:
    """Whether a value is a number; truth values are not."""
    return isinstance(given, int | float) and not isinstance(given, bool)


def named_parts(key: str, given: Any) -> Mapping[str, int | float] | None:
    """Return the parts of a value that has parts."""
    if isinstance(given, dict):
        return given
    if isinstance(given, list) and all(map(is_number, given)):
        return dict(zip(ORDINALS[key], given, strict=True))
    return None
