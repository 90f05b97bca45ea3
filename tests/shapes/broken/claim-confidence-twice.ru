# expects: nemosh:Claim-confidence MaxCountConstraintComponent
# A claim that somebody is very sure and not very sure of.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  claim:tern-tool-teacher--initializedFrom--tern-agent-track nemo:confidence nemo:low .
}
