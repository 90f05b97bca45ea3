# expects: nemosh:Result-modelStatus MaxCountConstraintComponent
# A result whose model is stated and inferred.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t5 nemo:modelStatus nemo:inferred .
}
