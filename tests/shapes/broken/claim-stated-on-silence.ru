# expects: nemosh:Claim-statedByPrimaryWork SPARQLConstraintComponent
# A claim called stated on which the primary work is silent.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:support nemo:supports .
} ;
INSERT DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:support nemo:silent .
}
