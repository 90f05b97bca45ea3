# expects: nemosh:Graph-percentage SPARQLConstraintComponent
# A percentage above 100.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:value 71.3 .
} ;
INSERT DATA {
  result:t5 nemo:value 713 .
}
