# expects: nemosh:DerivedResult-recovery SPARQLConstraintComponent
# A recovery that is a tenth off its formula.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t4 nemo:value 115 .
} ;
INSERT DATA {
  result:t4 nemo:value 115.1 .
}
