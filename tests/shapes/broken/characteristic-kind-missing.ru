# expects: nemosh:Characteristic-kind MinCountConstraintComponent
# A characteristic of nothing in particular.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-rl-optimizer nemo:quantityKind quantity:kind-optimizer .
}
