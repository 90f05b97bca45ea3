# expects: nemosh:Result-qualifier MaxCountConstraintComponent
# A result with two qualifiers.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t1 nemo:qualifier "low setting" .
}
