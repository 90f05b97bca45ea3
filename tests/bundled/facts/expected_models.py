"""The records that the facts demand of the data: models, edges and the explainer's table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from facts.terms import PIPELINE, Record, each, number, record, text, value, witness

Entry = Mapping[str, Any]
Items = dict[str, Record]

TYPES = {
    "student": "nemo:StudentCheckpoint", "checkpoint": "nemo:Checkpoint",
    "path": "nemo:TrainingTrack", "model-group": "nemo:ModelGroup",
    "reward-model": "nemo:RewardModel", "external-model": "nemo:Checkpoint",
    "in-family-model": "nemo:Checkpoint",
}  # fmt: skip
TEACHERS = {"general": "nemo:GeneralTeacher", "agentic": "nemo:AgenticTeacher"}
STATUS = {
    "report": "nemo:stated", "vendor": "nemo:attributed", "explainer": "nemo:attributed",
    "secondary": "nemo:attributed", "inferred": "nemo:inferred", "literal cell": "nemo:attributed",
}  # fmt: skip
PHASES: dict[object, str | None] = {
    0: "nemo:beforeDistillation", 1: "nemo:duringDistillation", 2: "nemo:duringDistillation",
    "post": "nemo:afterDistillation", "n/a": None,
}  # fmt: skip


def evidence(entries: Iterable[Entry]) -> list[str]:
    """Return the lines of evidence; equations and techniques name no support where they have it."""
    return [
        witness(
            found.pop("source"), found.pop("locator"),
            found.pop("support", "supports"), found.pop("paraphrase", None),
        )
        for found in each(entries)
    ]  # fmt: skip


def role(name: str) -> str:
    """Return the IRI of a role: student-backbone, nemo:studentBackboneRole."""
    first, *rest = name.split("-")
    return "nemo:" + first + "".join(word.capitalize() for word in rest) + "Role"


def when(iteration: int | str) -> dict[str, str | None]:
    """Return iteration and phase; after distillation and outside of it there is no number."""
    return {
        "nemo:iteration": number(iteration) if isinstance(iteration, int) else None,
        "nemo:phase": PHASES[iteration],
    }


def conflicts(*words: str) -> list[str]:
    """Return the conflicts that a field or note names."""
    return [f"conflict:{found.lower()}" for found in re.findall(r"C-\d\d", " ".join(words))]


def models(nodes: Iterable[Entry]) -> Items:
    """Return the models, tracks and groups; their techniques, data and values are audited apart."""
    return {
        "model:" + node.pop("id"): model(node, node.pop("kind"), node.pop("group"))
        for node in each(nodes)
    }


def model(node: dict[str, Any], kind: str, group: str) -> Record:
    """Return the record of one node."""
    for elsewhere in ("algorithms", "datasets", "facts"):
        node.pop(elsewhere, None)
    external = group in {"external", "in-family-helper"} or node["family"] == "nvidia-other"
    identity, roles = node.pop("identity_note", ""), node.pop("roles")
    if "student-backbone" in roles:
        kind = "student"
    released = re.findall(r"NVIDIA-[A-Za-z0-9-]+", node.pop("released_as", ""))
    return record({
        "rdf:type": TEACHERS[group] if kind == "teacher" else TYPES[kind],
        "rdfs:label": text(node.pop("label")),
        "skos:altLabel": map(text, node.pop("alt_labels", ())),
        "skos:definition": text(node.pop("definition")),
        "skos:editorialNote": text(identity) if identity else None,
        "nemo:conflict": conflicts(identity),
        "skos:note": map(text, node.pop("notes", ())),
        "nemo:inExplainer": value(node.pop("in_seed")),
        "nemo:explainerRow": number(node.pop("seed_row")) if "seed_row" in node else None,
        "nemo:displayGroup": text(group),
        "nemo:family": text(node.pop("family")),
        "nemo:role": map(role, roles),
        "nemo:externalTo" if external else "nemo:partOfPipeline": PIPELINE,
        "nemo:evidence": evidence(node.pop("definition_evidence")),
        "is-checkpoint": value(node.pop("is_checkpoint")),
        "reused": value(node.pop("reused")),
        "new-in-second-round": value(node.pop("new_in_iteration_2", False)),
        "released-as": map(text, released),
        **when(node.pop("iteration")),
    })  # fmt: skip


def statement(entry: dict[str, Any], status: str) -> dict[str, Iterable[str] | str | None]:
    """Return the fields that all claims between participants have."""
    note = entry.pop("note", "")
    return {
        "rdf:type": ["nemo:Claim", "rdf:Statement"],
        "rdf:subject": "model:" + entry.pop("subject"),
        "rdf:predicate": "nemo:" + entry.pop("predicate"),
        "rdf:object": "model:" + entry.pop("object"),
        "nemo:status": status,
        "nemo:rank": "nemo:normal",
        "nemo:partOfPipeline": PIPELINE,
        "skos:note": text(note) if note else None,
        "nemo:conflict": conflicts(entry.pop("conflict", ""), note),
        "nemo:evidence": evidence(entry.pop("evidence")),
        "plain-triple": "present",
    }


def claim_name(entry: Entry) -> str:
    """Return the IRI that the design gives to the claim of an edge."""
    return "claim:" + "--".join(entry[part] for part in ("subject", "predicate", "object"))


def edges(entries: Iterable[Entry]) -> Items:
    """Return the 90 edges."""
    items = {}
    for edge in each(entries):
        name = claim_name(edge)
        shown = edge.pop("in_seed")
        realm = edge.pop("realm", None)
        refuted = edge.pop("negated", False)
        items[name] = record({
            **statement(edge, "nemo:" + edge.pop("status")),
            "dcterms:identifier": text(edge.pop("id").partition("-")[0]),
            "nemo:confidence": "nemo:" + edge.pop("confidence") if "confidence" in edge else None,
            "nemo:rationale": text(edge.pop("rationale")) if "rationale" in edge else None,
            "nemo:role": role(edge.pop("role")) if "role" in edge else None,
            "nemo:scope": text(edge.pop("scope", realm)) if realm or "scope" in edge else None,
            "nemo:inExplainer": value(bool(shown)),
            "shown-in": shown,
            **({"nemo:rank": "nemo:deprecated", "plain-triple": "absent"} if refuted else {}),
            **when(edge.pop("iteration")),
        })  # fmt: skip
    return items


def feeds(entries: Iterable[Entry], named: Mapping[str, str]) -> Items:
    """Return the cells of the column Feeds, with the edges that account for them."""
    items = {}
    for cell in each(entries):
        name = claim_name(cell)
        printed, shown = cell.pop("cell"), cell.pop("in_seed")
        if printed not in {found["locator"] for found in cell["evidence"]} or shown != ["table"]:
            raise ValueError(f"{cell['id']} is not witnessed by its own cell")
        cell.pop("id"), cell.pop("status")  # the status is relative to the basis
        items[name] = record({
            **statement(cell, STATUS[cell.pop("basis")]),
            "nemo:realizedBy": [named[edge] for edge in cell.pop("realized_by")],
        })  # fmt: skip
    return items


def members(entries: Iterable[Entry]) -> Items:
    """Return the members of the committee."""
    items = {}
    for member in each(entries):
        name = claim_name(member)
        member.pop("id"), member.pop("status"), member.pop("in_seed")
        items[name] = record(statement(member, STATUS[member.pop("basis")]))
    return items


def denials(entries: Iterable[Entry]) -> Items:
    """Return what is denied; a stated denial is one that the report makes."""
    items = {}
    for denial in each(entries):
        name = claim_name(denial).replace("claim:", "claim:not--")
        status, basis = denial.pop("status"), STATUS[denial.pop("basis")]
        denial.pop("id"), denial.pop("holds")
        items[name] = record({
            "rdf:type": ["nemo:Claim", "nemo:Denial", "owl:NegativePropertyAssertion"],
            "owl:sourceIndividual": "model:" + denial.pop("subject"),
            "owl:assertionProperty": "nemo:" + denial.pop("predicate"),
            "owl:targetIndividual": "model:" + denial.pop("object"),
            "nemo:status": "nemo:inferred" if status == "inferred" else basis,
            "nemo:rank": "nemo:normal",
            "nemo:partOfPipeline": PIPELINE,
            "skos:note": [text(denial.pop(key)) for key in ("statement", "note") if key in denial],
            "nemo:evidence": evidence(denial.pop("evidence")),
        })  # fmt: skip
    return items


ROUND_ROLES = {
    "teacher": "nemo:newTeacher", "new-teacher": "nemo:newTeacher",
    "reused-teacher": "nemo:reusedTeacher", "self-teacher": "nemo:selfTeacher",
}  # fmt: skip
"""What the role of a teacher in an edge makes it in the round."""


def rounds(entries: Iterable[Entry]) -> Items:
    """Return the two rounds of distillation, from the roles of the teachers."""
    fields: dict[int, dict[str, list[str]]] = {}
    for edge in entries:
        if "role" in edge:
            found = fields.setdefault(edge["iteration"], {})
            found.setdefault(ROUND_ROLES[edge["role"]], []).append("model:" + edge["subject"])
            found["nemo:student"] = ["model:" + edge["object"]]
    return {
        f"round:nemotron-3-ultra-mopd-{which}": record({
            "rdf:type": "nemo:DistillationRound", "nemo:roundNumber": number(which),
            "nemo:partOfPipeline": PIPELINE, **found,
        })
        for which, found in fields.items()
    }  # fmt: skip
