# expects: nemosh:Claim-inferredConfidence SPARQLConstraintComponent
# An inferred claim that does not say how sure it is.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  claim:tern-tool-teacher--initializedFrom--tern-agent-track nemo:confidence nemo:medium .
}
