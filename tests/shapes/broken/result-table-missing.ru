# expects: nemosh:Result-table MinCountConstraintComponent
# A result of no table.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:table "Table 4" .
}
