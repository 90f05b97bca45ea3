# expects: nemosh:Characteristic-value MinCountConstraintComponent
# A characteristic without a value.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-rl-optimizer nemo:value "AdamW" .
}
