# expects: nemosh:Result-column MinCountConstraintComponent
# A result of no column.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:column "Final" .
}
