# expects: nemosh:Claim-preferred SPARQLConstraintComponent
# A preferred claim without a rival.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:rank nemo:normal .
} ;
INSERT DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:rank nemo:preferred .
}
