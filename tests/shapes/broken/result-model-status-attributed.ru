# expects: nemosh:Result-modelStatus InConstraintComponent
# A result whose model is attributed.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:modelStatus nemo:stated .
} ;
INSERT DATA {
  result:t5 nemo:modelStatus nemo:attributed .
}
