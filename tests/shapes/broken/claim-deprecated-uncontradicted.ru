# expects: nemosh:Claim-contradicted SPARQLConstraintComponent
# A deprecated claim that nothing contradicts.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  evidence:dunlin--generatesDataFor--tern-sft--tern-report-v2--s3-1 nemo:support nemo:contradicts .
} ;
INSERT DATA {
  evidence:dunlin--generatesDataFor--tern-sft--tern-report-v2--s3-1 nemo:support nemo:silent .
}
