# expects: nemosh:Quantity-kind MaxCountConstraintComponent
# A quantity of two kinds.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-8b-total-parameters nemo:quantityKind quantity:kind-learning-rate .
}
