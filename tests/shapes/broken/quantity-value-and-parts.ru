# expects: nemosh:Quantity XoneConstraintComponent
# A quantity with a number and parts.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-rl-learning-rate nemo:value 0.000002 .
}
