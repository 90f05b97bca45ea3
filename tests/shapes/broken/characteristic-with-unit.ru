# expects: nemosh:Characteristic-unit MaxCountConstraintComponent
# A characteristic with a unit.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-rl-optimizer nemo:unit quantity:unit-one .
}
