# expects: nemosh:DerivedResult-baselineResult MinCountConstraintComponent
# A derived result without the result of the baseline.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t4 nemo:baselineResult result:t1 .
}
