# expects: nemosh:Claim-inferredRationale SPARQLConstraintComponent
# An inferred claim that does not say why.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE WHERE { claim:tern-tool-teacher--initializedFrom--tern-agent-track nemo:rationale ?text }
