"""Fields that the facts spell out and that the data give by their structure."""

from __future__ import annotations

from collections import defaultdict

from facts.found import CLAIM_PARTS, Fields, Subjects, one, plain_triples, records
from facts.terms import Kinds, record, value


def held(read: Subjects) -> Kinds:
    """Return the records of the data, with derived fields of claims, models and others."""
    kinds = records(read)
    plain = frozenset(plain_triples(read))
    rounds = [found for found in read.values() if "nemo:roundNumber" in found]
    uses: dict[str, set[str]] = defaultdict(set)
    editions: dict[str, set[str]] = defaultdict(set)
    for item, found in read.items():
        for technique in found.get("nemo:produces", set()) and found["nemo:usesAlgorithm"]:
            uses[technique] |= found["nemo:produces"]
        for work in found.get("dcterms:isVersionOf", ()):
            editions[work].add(item)
    for item, fields in kinds["claim"].items():
        triple = tuple(one(read[item], part) for part in CLAIM_PARTS)
        shown = shown_in(fields["nemo:evidence"]) if "nemo:inExplainer" in fields else ()
        given = "present" if triple in plain else "absent"
        fields |= record({"plain-triple": given, "shown-in": shown})
    for item, fields in kinds["model"].items():
        fields |= record(model(read[item], item, rounds, read))
    for item, fields in kinds["algorithm"].items():
        fields |= record({"used-by": uses[item]})
    for item, fields in kinds["source"].items():
        works = read[item].get("dcterms:isVersionOf", ())
        others = {other for work in works for other in editions[work]} - {item}
        fields |= record({"same-work-as": others})
    return kinds


def shown_in(evidence: frozenset[str]) -> set[str]:
    """Where the explainer shows an edge: what its table, drawing or legend supports."""
    lines = [line.split(" | ") for line in evidence]
    supporting = [(line[0], line[1]) for line in lines if line[2] == "supports"]
    places = {
        "table": any(s == "seed" and where.startswith("table") for s, where in supporting),
        "legend": any(s == "seed" and "legend" in where for s, where in supporting),
        "graph": any(s == "explainer-dot" for s, where in supporting),
    }
    return {place for place, holds in places.items() if holds}


def model(
    found: Fields, item: str, rounds: list[Fields], read: Subjects
) -> dict[str, set[str] | str]:
    """Return what types, rounds and releases say of a model."""
    abstract = {"nemo:TrainingTrack", "nemo:ModelGroup"}
    return {
        "is-checkpoint": value(not found["rdf:type"] & abstract),
        "reused": value(any(item in made.get("nemo:reusedTeacher", ()) for made in rounds)),
        "new-in-second-round": value(
            any(
                made["nemo:roundNumber"] == {"2"} and item in made["nemo:newTeacher"]
                for made in rounds
            )
        ),
        "released-as": {
            one(read[release], "dcterms:identifier")
            for field in ("nemo:releasedAs", "nemo:possiblyReleasedAs")
            for release in found.get(field, ())
        },
    }
