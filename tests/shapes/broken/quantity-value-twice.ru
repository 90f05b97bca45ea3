# expects: nemosh:Quantity-value MaxCountConstraintComponent
# A quantity with two numbers.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-8b-total-parameters nemo:value 8000000000 .
}
