# expects: nemosh:Result-evaluatedModel MaxCountConstraintComponent
# A result of two models.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t5 nemo:evaluatedModel model:tern-rl .
}
