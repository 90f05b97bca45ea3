# expects: nemosh:Quantity-unit MinCountConstraintComponent
# A quantity without a unit.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-8b-total-parameters nemo:unit quantity:unit-parameters .
}
