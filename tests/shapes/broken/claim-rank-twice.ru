# expects: nemosh:Claim-rank MaxCountConstraintComponent
# A competing claim that is normal and preferred at once.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  claim:tern-code-teacher--trainedOn--exercise-pool nemo:rank nemo:preferred .
}
