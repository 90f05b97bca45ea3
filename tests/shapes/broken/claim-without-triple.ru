# expects: nemosh:Claim-triple SPARQLConstraintComponent
# A claim whose plain triple was removed.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  model:plover-70b nemo:judges model:tern-code-teacher .
}
