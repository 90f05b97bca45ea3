"""Accounts: what "stated" means outside the pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from author_pairs import EGRET, PREFIXES

from nemokg.dataset.opening import open_dataset
from nemokg.validation.validate import validate_dataset

if TYPE_CHECKING:
    from pathlib import Path

# A model that no pipeline makes, its maker, and a claim about it that the maker's report supports.
OUTSIDE = """
@prefix account: <https://w3id.org/nemokg/account/> .
@prefix agent: <https://w3id.org/nemokg/agent/> .

:ibis a nemo:Model , nemo:Participant ;
    rdfs:label "Ibis"@en ;
    skos:definition "A model of elsewhere."@en ;
    nemo:evidence :ibis-proof ;
    nemo:maker agent:ibis-lab ;
    nemo:initializedFrom :egret-7b .

:maker a nemo:Claim , rdf:Statement ;
    rdfs:label "Ibis – maker – Ibis Lab"@en ;
    rdf:subject :ibis ;
    rdf:predicate nemo:maker ;
    rdf:object agent:ibis-lab ;
    nemo:status nemo:attributed ;
    nemo:rank nemo:normal ;
    nemo:inAccount account:outside ;
    nemo:evidence :maker-proof .

:start a nemo:Claim , rdf:Statement ;
    rdfs:label "Ibis – initialised from – Egret 7B"@en ;
    rdf:subject :ibis ;
    rdf:predicate nemo:initializedFrom ;
    rdf:object :egret-7b ;
    nemo:status nemo:stated ;
    nemo:rank nemo:normal ;
    nemo:inAccount account:outside ;
    nemo:evidence :start-proof .

agent:ibis-lab a foaf:Organization , foaf:Agent ;
    rdfs:label "Ibis Lab"@en .

:ibis-work a nemo:Work , nemo:Source ;
    rdfs:label "Ibis"@en ;
    dcterms:title "Ibis"@en ;
    dcterms:publisher agent:ibis-lab ;
    nemo:sourceKind "technical-report" ;
    nemo:sourceTier "primary" .

:ibis-report a nemo:Source ;
    rdfs:label "Ibis report"@en ;
    dcterms:title "Ibis report"@en ;
    dcterms:isVersionOf :ibis-work ;
    nemo:sourceKind "technical-report" ;
    nemo:sourceTier "primary" .
"""
STATED = "Account-statedByMaker"
IN_A_PIPELINE = "nemo:inAccount account:outside", "nemo:partOfPipeline :pipeline"


def proof(name: str, source: str) -> str:
    return (
        f"\n:{name}-proof a nemo:Evidence ; dcterms:source :{source} ;"
        ' nemo:locator "§1" ; nemo:support nemo:supports .\n'
    )


@pytest.mark.parametrize(
    ("source", "old", "new", "rules"),
    [
        ("ibis-report", "", "", set()),
        ("report", "", "", {STATED}),
        ("ibis-report", "dcterms:publisher agent:ibis-lab", 'dcterms:publisher "X"', {STATED}),
        ("ibis-report", "publisher agent:ibis-lab", "creator agent:ibis-lab", set()),
        ("report", "nemo:status nemo:stated", "nemo:status nemo:attributed", set()),
        ("report", *IN_A_PIPELINE, {"Account-outside"}),
    ],
)
def test_stated_outside_the_pipelines(
    source: str, old: str, new: str, rules: set[str], tmp_path: Path
) -> None:
    """Outside the pipelines, stated means by a source of the maker of what is made."""
    text = OUTSIDE.replace(old, new) if old else OUTSIDE
    assert not old or text != OUTSIDE
    file = tmp_path / "ibis.ttl"
    foaf = "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
    parts = [foaf, EGRET, PREFIXES, text, proof("ibis", "ibis-report"), proof("maker", "report")]
    file.write_text("".join([*parts, proof("start", source)]), encoding="utf-8")
    found = {finding.rule for finding in validate_dataset(open_dataset([file])).findings}
    assert found == rules
