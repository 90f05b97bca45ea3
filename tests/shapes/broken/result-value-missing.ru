# expects: nemosh:Result-value MinCountConstraintComponent
# A result without a figure.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:value 71.3 .
}
