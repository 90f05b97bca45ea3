# expects: nemosh:Result-modelStatus MinCountConstraintComponent
# A result that does not say who named its model.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:modelStatus nemo:stated .
}
