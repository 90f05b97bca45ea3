# expects: nemosh:Literal-number SPARQLConstraintComponent
# A whole number written as a decimal.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t2 nemo:value 52 .
} ;
INSERT DATA {
  result:t2 nemo:value 52.0 .
}
