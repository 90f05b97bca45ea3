# expects: nemosh:Result-table MaxCountConstraintComponent
# A result of two tables.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t5 nemo:table "Table 5" .
}
