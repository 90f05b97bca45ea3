# expects: nemosh:Claim-rationale UniqueLangConstraintComponent
# A claim with two rationales in one language.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  claim:tern-tool-teacher--initializedFrom--tern-agent-track nemo:rationale "It is a tool teacher."@en .
}
