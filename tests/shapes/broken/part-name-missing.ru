# expects: nemosh:QuantityPart-name MinCountConstraintComponent
# A part that does not say what it stands for.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

DELETE DATA {
  quantity:tern-rl-learning-rate-first nemo:partName "first" .
}
