# expects: nemosh:Quantity XoneConstraintComponent
# A quantity with neither number nor parts.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-8b-total-parameters nemo:value 8100000000 .
}
