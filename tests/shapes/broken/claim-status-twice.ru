# expects: nemosh:Claim-status MaxCountConstraintComponent
# A claim that is stated and attributed at once.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:status nemo:attributed .
}
