# expects: nemosh:Quantity-value OrConstraintComponent
# A quantity in words.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-8b-total-parameters nemo:value 8100000000 .
} ;
INSERT DATA {
  quantity:tern-8b-total-parameters nemo:value "8.1 billion" .
}
