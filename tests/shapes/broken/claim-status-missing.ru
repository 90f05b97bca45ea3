# expects: nemosh:Claim-status MinCountConstraintComponent
# A claim without a status.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:status nemo:stated .
}
