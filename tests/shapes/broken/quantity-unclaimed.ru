# expects: nemosh:Quantity-owner MinCountConstraintComponent
# A quantity that nobody claims.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  quantity:tern-rl-steps a nemo:Quantity ;
  rdfs:label "Tern RL: steps"@en ;
  nemo:quantityKind quantity:kind-learning-rate ;
  nemo:value 400 ;
  nemo:unit quantity:unit-one .
}
