# expects: nemosh:Claim-ofTriple SPARQLConstraintComponent
# An edge that nobody claims.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:dunlin nemo:judges model:tern-code-teacher .
}
