# expects: nemosh:Result-value MaxCountConstraintComponent
# A result with two figures.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t5 nemo:value 71.4 .
}
