# expects: nemosh:Result-category MaxCountConstraintComponent
# A result of two categories.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t1 nemo:category "mathematics" .
}
