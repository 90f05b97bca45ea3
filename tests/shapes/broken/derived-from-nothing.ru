# expects: nemosh:DerivedResult-recovery SPARQLConstraintComponent
# A recovery of a distance of zero.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t3 nemo:value 50.5 .
} ;
INSERT DATA {
  result:t3 nemo:value 40.5 .
}
