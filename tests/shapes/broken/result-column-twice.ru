# expects: nemosh:Result-column MaxCountConstraintComponent
# A result of two columns.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t5 nemo:column "Last" .
}
