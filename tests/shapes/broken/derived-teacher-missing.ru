# expects: nemosh:DerivedResult-teacherResult MinCountConstraintComponent
# A derived result without the result of the teacher.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t4 nemo:teacherResult result:t3 .
}
