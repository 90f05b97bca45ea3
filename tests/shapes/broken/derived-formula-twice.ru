# expects: nemosh:DerivedResult-formula MaxCountConstraintComponent
# A derived result with two formulas.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t4 nemo:formula "Round 1 / Teacher" .
}
