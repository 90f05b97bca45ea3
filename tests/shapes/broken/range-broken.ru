# expects: nemosh:Graph-range SPARQLConstraintComponent
# A unit that is a kind of quantity.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-8b-total-parameters nemo:unit quantity:unit-parameters .
} ;
INSERT DATA {
  quantity:tern-8b-total-parameters nemo:unit quantity:kind-total-parameters .
}
