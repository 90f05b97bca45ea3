# expects: nemosh:DerivedResult-formula MinCountConstraintComponent
# A derived result without a formula.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t4 nemo:formula "(Round 1 - RL) / (Teacher - RL)" .
}
