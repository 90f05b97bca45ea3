# expects: nemosh:Claim-rank MinCountConstraintComponent
# A claim without a rank.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:rank nemo:normal .
}
