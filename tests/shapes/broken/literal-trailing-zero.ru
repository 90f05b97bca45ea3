# expects: nemosh:Literal-number SPARQLConstraintComponent
# A decimal with a zero at its end.
# store: rdflib (others rewrite the literal while they load it)
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:value 71.3 .
} ;
INSERT DATA {
  result:t5 nemo:value 71.30 .
}
