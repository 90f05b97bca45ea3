# expects: nemosh:Quantity-qualifier MaxCountConstraintComponent
# A quantity that is about and up to a number.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-8b-total-parameters nemo:qualifier "up to" .
}
