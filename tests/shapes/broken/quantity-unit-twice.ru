# expects: nemosh:Quantity-unit MaxCountConstraintComponent
# A quantity with two units.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-8b-total-parameters nemo:unit quantity:unit-one .
}
