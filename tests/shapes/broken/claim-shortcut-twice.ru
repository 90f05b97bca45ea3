# expects: nemosh:Claim-shortcut MaxCountConstraintComponent
# A claim that is a shortcut and is not.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  claim:tern-distilled--initializedFrom--tern-sft nemo:shortcut false .
}
