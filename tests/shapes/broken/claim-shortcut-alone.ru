# expects: nemosh:Claim-shortcutBesidePath SPARQLConstraintComponent
# A shortcut past nothing.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:shortcut true .
}
