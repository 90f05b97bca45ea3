# expects: nemosh:Quantity-kind MinCountConstraintComponent
# A quantity of nothing in particular.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-8b-total-parameters nemo:quantityKind quantity:kind-total-parameters .
}
