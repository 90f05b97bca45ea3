# expects: nemosh:QuantityPart-name MaxCountConstraintComponent
# A part that stands for two things.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>

INSERT DATA {
  quantity:tern-rl-learning-rate-first nemo:partName "warm-up" .
}
