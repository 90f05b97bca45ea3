"""The techniques, the sources, and the conflicts between the sources."""

from __future__ import annotations

from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import local_name
from nemokg.site.facts import full_iri, without_repeats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nemokg.site.facts import Facts


def glossary_entries(facts: Facts) -> list[dict[str, Any]]:
    """Return the techniques by label, each with what it means, what uses it, and its equations."""
    entries = [_technique(facts, iri) for iri in facts.instances_of("Algorithm")]
    return sorted(entries, key=lambda each: str(each["label"]).casefold())


def _technique(facts: Facts, iri: str) -> dict[str, Any]:
    products = [
        m
        for stage in facts.subjects_of(iri, "usesAlgorithm")
        for m in facts.objects_of(stage, "produces")
    ]
    return {
        "id": local_name(iri),
        "iri": iri,
        "label": facts.label(iri),
        "others": facts.objects_of(iri, "skos:altLabel"),
        "definition": facts.definition(iri),
        "broader": [_named(facts, each) for each in facts.objects_of(iri, "skos:broader")],
        "models": [
            _named(facts, m)
            for m in without_repeats([*products, *facts.objects_of(iri, "appliesTo")])
        ],
        "equations": [_named(facts, each) for each in facts.objects_of(iri, "equation")],
        "explainer": facts.first_object(iri, "inExplainer") == "true",
    }


def source_entries(facts: Facts) -> list[dict[str, Any]]:
    """Return the sources, the most cited first, editions and parts below what they belong to."""
    entries = {iri: _source(facts, iri) for iri in facts.instances_of("Source")}
    below: dict[str, list[str]] = {}
    for iri, source in entries.items():
        below.setdefault(source["whole"]["iri"] if source["whole"] else "", []).append(iri)

    def weight(iri: str) -> int:
        return int(entries[iri]["cited"]) + sum(map(weight, below.get(iri, ())))

    def listed(whole: str) -> list[str]:
        parts = sorted(below.get(whole, ()), key=lambda i: (-weight(i), entries[i]["title"], i))
        return [each for iri in parts for each in (iri, *listed(iri))]

    return [entries[iri] for iri in without_repeats([*listed(""), *entries])]


def _source(facts: Facts, iri: str) -> dict[str, Any]:
    relations = (("dcterms:isVersionOf", "edition of"), ("dcterms:isPartOf", "part of"))
    wholes = [(words, each) for name, words in relations for each in facts.objects_of(iri, name)]
    whole = {"relation": wholes[0][0], **_named(facts, wholes[0][1])} if wholes else None
    return {
        "id": local_name(iri),
        "iri": iri,
        "title": facts.label(iri),
        "whole": whole,
        "creators": facts.objects_of(iri, "dcterms:creator"),
        "kind": facts.first_object(iri, "sourceKind").replace("-", " "),
        "tier": facts.first_object(iri, "sourceTier"),
        "date": facts.first_object(iri, "dcterms:issued", "dcterms:modified"),
        "url": next(filter(None, map(web_address, facts.objects_of(iri, "schema:url"))), ""),
        "note": facts.first_object(iri, "accessNote"),
        "cited": len(facts.subjects_of(iri, "dcterms:source")),
    }


def conflicts_between_sources(facts: Facts) -> list[dict[str, Any]]:
    """Return the conflicts between sources, each with the claims that it concerns."""
    return [_conflict(facts, iri) for iri in facts.instances_of("Conflict")]


def _conflict(facts: Facts, iri: str) -> dict[str, Any]:
    claims = [
        i for i in facts.subjects_of(iri, "conflict") if i in set(facts.instances_of("Claim"))
    ]
    return {
        "id": local_name(iri),
        "iri": iri,
        "identifier": facts.first_object(iri, "dcterms:identifier") or local_name(iri),
        "label": facts.label(iri),
        "weight": facts.first_object(iri, "conflictWeight"),
        "description": facts.first_object(iri, "dcterms:description"),
        "resolution": facts.first_object(iri, "resolution"),
        "about": [_named(facts, each) for each in facts.objects_of(iri, "about")],
        "claims": [_told(facts, each) for each in claims],
    }


def _told(facts: Facts, claim: str) -> dict[str, Any]:
    """Return a claim with the sources that support it and those that contradict it."""
    sides: dict[str, list[dict[str, str]]] = {"supports": [], "contradicts": []}
    for evidence in facts.objects_of(claim, "evidence"):
        side = local_name(facts.first_object(evidence, "support"))
        if side in sides:
            source = facts.first_object(evidence, "dcterms:source")
            sides[side].append(
                {**_named(facts, source), "locator": facts.first_object(evidence, "locator")}
            )
    return {
        **_named(facts, claim),
        "status": local_name(facts.first_object(claim, "status")),
        **sides,
    }


def _named(facts: Facts, iri: str) -> dict[str, str]:
    return {"id": local_name(iri), "iri": iri, "label": facts.label(iri)}


def evidence_summary(facts: Facts, data: dict[str, Any]) -> dict[str, Any]:
    """Return what the edges rest on: counts, and those that need a word of caution."""
    edges = data["edges"]
    claims = {local_name(iri): iri for iri in facts.instances_of("Claim")}
    by_status = {
        status["id"]: [edge for edge in edges if edge["status"] == status["id"]]
        for status in data["statuses"]
    }
    influences = (
        facts.objects_by_property
    )  # an edge is refuted if its claim is, which then has no triple
    refuted = [
        _caution(facts, iri)
        for iri in facts.subjects_of(full_iri("deprecated"), "rank")
        if full_iri("influenceKind") in influences(facts.first_object(iri, "rdf:predicate"))
    ]
    vague = [node for node in data["nodes"] if node.get("startDescription")]
    return {
        "edges": len(edges),
        "claims": len(claims),
        "counts": {name: len(edges_of_status) for name, edges_of_status in by_status.items()},
        "inferred": [_caution(facts, claims[edge["id"]]) for edge in by_status["inferred"]],
        "attributed": [_caution(facts, claims[edge["id"]]) for edge in by_status["attributed"]],
        "refuted": refuted,
        "denied": [_caution(facts, iri) for iri in facts.instances_of("Denial")],
        "vague": vague,
        "unclaimed": sum(not edge["status"] for edge in edges),
        "contradicted": sum(
            any(
                facts.first_object(each, "support") == full_iri("contradicts")
                for each in facts.objects_of(iri, "evidence")
            )
            for iri in claims.values()
        ),
    }


def _caution(facts: Facts, iri: str) -> dict[str, Any]:
    reasons = facts.objects_of(iri, "rationale") or facts.objects_of(iri, "skos:note")
    return {
        **_named(facts, iri),
        "confidence": local_name(facts.first_object(iri, "confidence")),
        "reason": reasons[0] if reasons else "",
        "status": local_name(facts.first_object(iri, "status")),
    }
