# expects: nemosh:Characteristic-kind MaxCountConstraintComponent
# A characteristic of two kinds.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-rl-optimizer nemo:quantityKind quantity:kind-start .
}
