# expects: nemosh:Characteristic-value OrConstraintComponent
# A characteristic that is a number.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-rl-optimizer nemo:value "AdamW" .
} ;
INSERT DATA {
  quantity:tern-rl-optimizer nemo:value 2 .
}
