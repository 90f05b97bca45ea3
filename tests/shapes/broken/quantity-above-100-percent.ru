# expects: nemosh:Graph-percentage SPARQLConstraintComponent
# A quantity of more than a hundred percent.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-rl-learning-rate-first nemo:value 0.000003 ; nemo:unit quantity:unit-one .
} ;
INSERT DATA {
  quantity:tern-rl-learning-rate-first nemo:value 250 ; nemo:unit quantity:unit-percent .
}
