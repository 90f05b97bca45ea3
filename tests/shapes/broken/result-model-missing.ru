# expects: nemosh:Result-evaluatedModel MinCountConstraintComponent
# A result of no model.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:evaluatedModel model:tern-8b .
}
