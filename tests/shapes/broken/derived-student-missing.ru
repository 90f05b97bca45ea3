# expects: nemosh:DerivedResult-studentResult MinCountConstraintComponent
# A derived result without the result of the student.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t4 nemo:studentResult result:t2 .
}
