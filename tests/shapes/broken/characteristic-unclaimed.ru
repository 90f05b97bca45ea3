# expects: nemosh:Characteristic-owner MinCountConstraintComponent
# A characteristic that nobody claims.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  quantity:tern-rl-schedule a nemo:Characteristic ;
  rdfs:label "Tern RL: schedule"@en ;
  nemo:quantityKind quantity:kind-optimizer ;
  nemo:value "cosine" .
}
