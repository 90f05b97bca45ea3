"""The records that the data hold, kind by kind: every triple of data/ ends in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from paths import ROOT

from facts.terms import Kinds, number, text, witness

DATA = ROOT / "data"
BASE = "https://w3id.org/nemokg/"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    BASE + "ontology#": "nemo",
    BASE + "algorithm/": "algo",
    BASE + "benchmark/": "bench",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://www.w3.org/ns/prov#": "prov",
    "https://schema.org/": "schema",
}
# The kind of a denial, like that of a claim, is always written.
ALSO = {"nemo:Claim"}
KINDS = {
    "denial": ["nemo:Denial"],
    "claim": ["nemo:Claim"],
    "evidence": ["nemo:Evidence"],
    "model": [
        "nemo:Model", "nemo:Checkpoint", "nemo:StudentCheckpoint", "nemo:GeneralTeacher",
        "nemo:AgenticTeacher", "nemo:RewardModel", "nemo:TrainingTrack", "nemo:ModelGroup",
    ],
    "release": ["nemo:Release"],
    "pipeline": ["nemo:Pipeline"],
    "account": ["nemo:Account"],
    "retired": ["prov:Entity"],
    "stage": ["nemo:TrainingStage"],
    "round": ["nemo:DistillationRound"],
    "dataset": ["nemo:Dataset", "nemo:Environment"],
    "value": ["nemo:Quantity", "nemo:Characteristic"],
    "quantity kind": ["nemo:QuantityKind"],
    "unit": ["nemo:Unit"],
    "algorithm": ["nemo:Algorithm"],
    "equation": ["nemo:Equation"],
    "symbol": ["nemo:Symbol"],
    "benchmark": ["nemo:Benchmark"],
    "result": ["nemo:Result", "nemo:DerivedResult"],
    "conflict": ["nemo:Conflict"],
    "remark": ["nemo:Remark"],
    "source": ["nemo:Source", "nemo:Work"],
    "scheme": ["skos:ConceptScheme"],
}  # fmt: skip
"""Each kind with the types that its things are given; the first kind that fits counts."""
CLAIM_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")
CLAIMED = {
    "nemo:initializedFrom", "nemo:distilledInto", "nemo:rewards", "nemo:generatesDataFor",
    "nemo:judges", "nemo:redTeamsAsAttackerFor", "nemo:redTeamsAsDefenderFor",
    "nemo:lendsRecipeTo", "nemo:feeds", "nemo:memberOf", "nemo:trainedOn", "nemo:usesAlgorithm",
    "nemo:hasQuantity", "nemo:hasCharacteristic", "nemo:startDescription",
}  # fmt: skip
"""The predicates of claims."""
WITHIN = {
    "nemo:evidence": {
        "rdf:type", "dcterms:source", "nemo:locator", "nemo:support", "nemo:paraphrase",
    },
    "nemo:part": {
        "rdf:type", "rdfs:label", "nemo:quantityKind", "nemo:partName", "nemo:value", "nemo:unit",
        "nemo:qualifier",
    },
    "nemo:symbol": {"rdf:type", "rdfs:label", "nemo:latex", "skos:definition"},
}  # fmt: skip
"""Things that are written out within what they belong to, with all predicates they may have."""

Fields = dict[str, set[str]]
Subjects = dict[str, Fields]


def name(iri: str) -> str:
    """Return the prefixed name of an IRI; IRIs of other namespaces in angle brackets."""
    for namespace, prefix in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    if iri.startswith(BASE):
        return iri.removeprefix(BASE).replace("/", ":")
    return f"<{iri}>"


def write(term: object) -> str:
    """Return a term of the data in the notation of the audit; blank nodes have none."""
    if isinstance(term, ox.NamedNode):
        return name(term.value)
    assert isinstance(term, ox.Literal)
    kind = term.datatype.value.removeprefix(XSD)
    if kind in {"integer", "decimal"}:
        return number(term.value)
    if kind in {"boolean", "date", "gYear", "gYearMonth"}:
        return term.value
    return text(term.value, term.language or "en")


def classes_above() -> dict[str, set[str]]:
    """The classes above each class of the ontology, all the way up."""
    step: dict[str, set[str]] = defaultdict(set)
    for quad in ox.parse(path=ROOT / "ontology/nemokg.ttl", format=ox.RdfFormat.TURTLE):
        if quad.predicate.value.endswith("#subClassOf"):
            step[write(quad.subject)].add(write(quad.object))
    above = {each: set(direct) for each, direct in step.items()}
    for _ in step:
        for each in above.values():
            each |= set().union(*(step.get(higher, set()) for higher in each))
    return above


def subjects(folder: Path = DATA) -> Subjects:
    """Subject to predicate to objects, over all Turtle files of a folder.

    Of the types, which are asserted up to the top (a shape holds that), the narrowest are left.
    """
    read: Subjects = defaultdict(lambda: defaultdict(set))
    for path in sorted(folder.rglob("*.ttl")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            read[write(quad.subject)][write(quad.predicate)].add(write(quad.object))
    above = classes_above()
    for fields in read.values():
        types = fields.get("rdf:type", set())
        types -= set().union(*(above.get(each, set()) for each in types)) - ALSO
    return {subject: dict(fields) for subject, fields in folded(read).items()}


def folded(read: Subjects) -> Subjects:
    """Say of each model what its participation says: the facts do not tell the two apart."""
    parts = {item for item, fields in read.items() if "nemo:participant" in fields}
    for item in parts:
        part = dict(read.pop(item))
        model = one(part, "nemo:participant")
        pipeline = one(part, "nemo:partOfPipeline")
        assert part.pop("rdf:type") == {"nemo:Participation"}
        assert item == f"participation:{pipeline.partition(':')[2]}--{model.partition(':')[2]}"
        for field in part.keys() - {"nemo:participant", "nemo:partOfPipeline"}:
            read[model].setdefault(field, set()).update(part[field])
    return read


def records(read: Subjects) -> Kinds:
    """Return the records of all kinds; evidence, parts, symbols are within what they belong to."""
    hung = {
        target
        for fields in read.values()
        for field in WITHIN
        for target in fields.get(field, ())
    }  # fmt: skip
    kinds: Kinds = {}
    for item, fields in read.items():
        if item in hung:
            continue
        kind = next(kind for kind, types in KINDS.items() if fields["rdf:type"] & {*types})
        kinds.setdefault(kind, {})[item] = {
            field: frozenset(spelled(read, field, target) for target in objects)
            for field, objects in fields.items()
            if kind != "model" or field not in CLAIMED
        }
    return kinds


def spelled(read: Subjects, field: str, target: str) -> str:
    """One value of a field, with evidence, parts and symbols written out."""
    if field not in WITHIN:
        return target
    found = read[target]
    if field == "nemo:evidence":
        return evidence(found)
    if field == "nemo:part":
        keys = ["nemo:qualifier", "nemo:partName", "nemo:value", "nemo:unit"]
        return " ".join(one(found, key) for key in keys if key in found)
    return " = ".join(one(found, key) for key in ("nemo:latex", "skos:definition"))


def evidence(found: Fields) -> str:
    """Return the line of one piece of evidence."""
    words = one(found, "nemo:paraphrase") if "nemo:paraphrase" in found else None
    return witness(
        one(found, "dcterms:source").removeprefix("source:"),
        bare(one(found, "nemo:locator")),
        one(found, "nemo:support").removeprefix("nemo:"),
        bare(words) if words else None,
    )


def bare(quoted: str) -> str:
    """Quoted words without the quotes."""
    return quoted[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def one(found: Fields, field: str) -> str:
    """Return the only value of a field."""
    (only,) = found[field]
    return only


def plain_triples(read: Subjects) -> Iterator[tuple[str, str, str]]:
    """Yield the plain triples that claims are about."""
    for subject, fields in read.items():
        for predicate in CLAIMED & fields.keys():
            for target in fields[predicate]:
                yield subject, predicate, target
