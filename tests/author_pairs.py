"""Pairs of small data sets by two authors about one model, and what both together break.

The first author's is `fixtures/authors/heron.ttl`; the second's `egret.ttl` there, with what a pair
adds to it.
"""

from __future__ import annotations

from typing import NamedTuple

from paths import FIXTURES

EGRET = (FIXTURES / "authors" / "egret.ttl").read_text(encoding="utf-8")
PREFIXES = """
@prefix algo: <https://w3id.org/nemokg/algorithm/> .
@prefix claim: <https://w3id.org/nemokg/claim/> .
@prefix model: <https://w3id.org/nemokg/model/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pipeline: <https://w3id.org/nemokg/pipeline/> .
@prefix quantity: <https://w3id.org/nemokg/quantity/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix source: <https://w3id.org/nemokg/source/> .
@prefix stage: <https://w3id.org/nemokg/stage/> .
"""
MODEL = "nemo:StudentCheckpoint , nemo:Checkpoint , nemo:Model , nemo:Participant"
# References: the types alone.
HERON_7B = f"\nmodel:heron-7b a {MODEL} .\n"
HERON_BASE = f"\nmodel:heron-base a {MODEL} .\n"
HERONS = "\nmodel:herons a nemo:ModelGroup , nemo:Participant .\n"
PIPELINE = "\npipeline:heron a nemo:Pipeline , nemo:Account .\n"
REFERENCES = HERON_7B + HERON_BASE + HERONS + PIPELINE
PROOF = """
:proof a nemo:Evidence ;
    dcterms:source :report ;
    nemo:locator "§2" ;
    nemo:support nemo:supports .
"""
START = """
claim:heron-7b--initializedFrom--heron-base a nemo:Claim , rdf:Statement ;
    rdf:subject model:heron-7b ;
    rdf:predicate nemo:initializedFrom ;
    rdf:object model:heron-base ;
    nemo:evidence :proof ;
"""
# What the claim has at home alone, and its plain triple.
LABEL = '    rdfs:label "Heron 7B – initialised from – Heron base"@en ;\n'
STATED = "    nemo:status nemo:stated ;\n"
ATTRIBUTED = "    nemo:status nemo:attributed ;\n"
NORMAL = "    nemo:rank nemo:normal ;\n"
HERE = "    nemo:partOfPipeline :pipeline .\n"
THERE = "    nemo:partOfPipeline pipeline:heron .\n"
TRIPLE = "\nmodel:heron-7b nemo:initializedFrom model:heron-base .\n"
OTHER = "\nclaim:other a nemo:Claim , rdf:Statement .\n"
STAGE = """
:stage a nemo:TrainingStage ;
    rdfs:label "Stage 1"@en ;
    nemo:partOfPipeline :pipeline ;
    nemo:produces model:heron-7b ;
    nemo:stageOrder 1 .
"""
PARTICIPATION = """
model:heron-7b nemo:externalTo :pipeline .

:part a nemo:Participation ;
    nemo:participant model:heron-7b ;
    nemo:partOfPipeline :pipeline ;
    nemo:role nemo:judgeRole .
"""
DATA = """
claim:herons--generatesDataFor--heron-7b a nemo:Claim , rdf:Statement ;
    rdf:subject model:herons ;
    rdf:predicate nemo:generatesDataFor ;
    rdf:object model:heron-7b ;
    nemo:rank nemo:normal ;
    nemo:partOfPipeline pipeline:heron ;
    nemo:evidence :proof"""


def claim(triple: str, account: str, *parts: str, status: str = "attributed") -> str:
    """Return the claim of a triple, with its plain triple and evidence of the second author."""
    subject, predicate, object_ = triple.split()
    more = "".join(f" ;\n    {part}" for part in parts)
    return f"""{PROOF}
{triple} .

:claim a nemo:Claim , rdf:Statement ;
    rdfs:label "{triple}"@en ;
    rdf:subject {subject} ;
    rdf:predicate {predicate} ;
    rdf:object {object_} ;
    nemo:status nemo:{status} ;
    nemo:rank nemo:normal ;
    nemo:partOfPipeline {account} ;
    nemo:evidence :proof{more} .
"""


def heron_described(label: str, definition: str, proof: str = ":proof") -> str:
    """Return a description of the first author's model, by the second."""
    return f"""{PROOF if proof == ":proof" else ""}
model:heron-7b a {MODEL} ;
    rdfs:label "{label}"@en ;
    skos:definition "{definition}"@en ;
    nemo:evidence {proof} .
"""


def denial(predicate: str) -> str:
    """Return a denial of the first author's claim, by the second."""
    return f"""{REFERENCES}{PROOF}
:denial a nemo:Denial , nemo:Claim , owl:NegativePropertyAssertion ;
    rdfs:label "not: heron-7b – {predicate} – heron-base"@en ;
    owl:sourceIndividual model:heron-7b ;
    owl:assertionProperty nemo:{predicate} ;
    owl:targetIndividual model:heron-base ;
    nemo:status nemo:stated ;
    nemo:rank nemo:normal ;
    nemo:partOfPipeline :pipeline ;
    nemo:evidence :proof .
"""


def parameters(name: str, number: int) -> str:
    """Return a number of parameters."""
    return f"""
{name} a nemo:Quantity ;
    rdfs:label "Heron 7B: parameters"@en ;
    nemo:quantityKind quantity:kind-total-parameters ;
    nemo:value {number} ;
    nemo:unit quantity:unit-parameters .
"""


def report_described(title: str) -> str:
    """Return a description of the first author's report, by the second."""
    return f"""
source:heron-work a nemo:Work , nemo:Source .

source:heron-report a nemo:Source ;
    rdfs:label "Heron report"@en ;
    dcterms:title "{title}"@en ;
    dcterms:isVersionOf source:heron-work ;
    nemo:sourceKind "technical-report" ;
    nemo:sourceTier "primary" .
"""


class Pair(NamedTuple):
    """What the second author adds, and the rules that both together break, if any."""

    name: str
    text: str
    rules: frozenset[str] = frozenset()


def pair(name: str, text: str, *rules: str) -> Pair:
    return Pair(name, text, frozenset(rules))


PAIRS = [
    pair(
        "a reference",
        HERON_7B
        + claim(":egret-7b nemo:initializedFrom model:heron-7b", ":pipeline", status="stated"),
    ),
    pair("evidence added", REFERENCES + PROOF + START + NORMAL + THERE),
    pair(
        "a shared source cited",
        "\n:egret-7b nemo:evidence :other .\n"
        + PROOF.replace(":proof", ":other").replace(":report", "source:glm5-report"),
    ),
    pair(
        "a description repeated with another definition",
        heron_described("Heron 7B", "A bird."),
        "Defined-definition",
    ),
    pair(
        "a description repeated with another label",
        heron_described("Heron, 7B", "The released Heron."),
        "Labelled-label",
    ),
    pair(
        "a description repeated with other evidence",
        heron_described("Heron 7B", "The released Heron."),
        "Described-once",
    ),
    pair(
        "a model in two pipelines",
        HERON_7B + "\nmodel:heron-7b nemo:partOfPipeline :pipeline .\n",
        "Made-home",
    ),
    pair(
        "a model of another kind",
        "\nmodel:heron-7b a nemo:TrainingTrack , nemo:Participant .\n",
        "Graph-disjoint",
    ),
    pair(
        "another status",
        REFERENCES + PROOF + START + LABEL + ATTRIBUTED + NORMAL + THERE + TRIPLE,
        "Claim-status",
    ),
    pair(
        "another rank",
        REFERENCES
        + PROOF
        + START
        + "    nemo:rank nemo:preferred ;\n    nemo:competesWith claim:other ;\n"
        + THERE
        + OTHER,
        "Claim-rank",
    ),
    pair(
        "another account of a claim",
        REFERENCES + PROOF + START + LABEL + STATED + NORMAL + HERE + TRIPLE,
        "Claim-account",
    ),
    pair(
        "another rationale",
        REFERENCES + PROOF + DATA + ' ;\n    nemo:rationale "Somebody told me."@en .\n',
        "Claim-rationale",
    ),
    pair(
        "another confidence",
        REFERENCES + PROOF + DATA + " ;\n    nemo:confidence nemo:high .\n",
        "Claim-confidence",
    ),
    pair(
        "two claims of one triple",
        REFERENCES
        + claim("model:heron-7b nemo:initializedFrom model:heron-base", "pipeline:heron"),
        "Claim-once",
    ),
    pair(
        "a claim at the other's home",
        REFERENCES + claim(":egret-7b nemo:distilledInto model:heron-7b", "pipeline:heron"),
    ),
    pair(
        "a claim away from home",
        REFERENCES + claim(":egret-7b nemo:distilledInto model:heron-7b", ":pipeline"),
        "Account-home",
    ),
    pair(
        "weights away from home",
        REFERENCES + claim("model:heron-7b nemo:initializedFrom :egret-7b", ":pipeline"),
        "Account-home",
    ),
    pair(
        "stated by another's work",
        REFERENCES
        + claim(":egret-7b nemo:distilledInto model:heron-7b", "pipeline:heron", status="stated"),
        "Claim-statedByPrimaryWork",
    ),
    pair(
        "a member of the other's group",
        HERONS + claim(":egret-7b nemo:memberOf model:herons", ":pipeline"),
        "Account-home",
    ),
    pair(
        "the other's model in a group",
        HERON_7B
        + heron_described("Egrets", "All.")
        .replace("model:heron-7b a " + MODEL, ":egrets a nemo:ModelGroup , nemo:Participant")
        .replace(":proof", ":groupProof")
        + PROOF.replace(":proof", ":groupProof")
        + claim("model:heron-7b nemo:memberOf :egrets", ":pipeline"),
    ),
    pair("a denial of a claim", denial("initializedFrom"), "Denial-holds", "Account-home"),
    pair("a denial of a path", denial("weightAncestor"), "Denial-holds"),
    pair(
        "a competing value",
        HERON_7B
        + PIPELINE
        + parameters(":parameters", 7100000000)
        + claim(
            "model:heron-7b nemo:hasQuantity :parameters",
            ":pipeline",
            "nemo:competesWith claim:heron-7b--hasQuantity--heron-7b-parameters",
        )
        + "\nclaim:heron-7b--hasQuantity--heron-7b-parameters a nemo:Claim , rdf:Statement .\n",
    ),
    pair(
        "another value of one quantity",
        parameters("quantity:heron-7b-parameters", 7100000000)
        + claim(":egret-7b nemo:hasQuantity quantity:heron-7b-parameters", ":pipeline"),
        "Quantity-value",
    ),
    pair(
        "a source with another title", report_described("The report on Heron"), "Source-titleOnce"
    ),
    pair("a source described alike", report_described("Heron report")),
    pair(
        "another first stage",
        HERON_7B + claim(":stage nemo:usesAlgorithm algo:sft", ":pipeline") + STAGE,
        "TrainingStage-sequence",
        "TrainingStage-home",
    ),
    pair("a participation", HERON_7B + PARTICIPATION),
]
