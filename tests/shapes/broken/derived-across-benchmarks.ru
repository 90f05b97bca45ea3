# expects: nemosh:DerivedResult-benchmark SPARQLConstraintComponent
# A recovery of figures on another benchmark.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t4 nemo:benchmark bench:code-contest .
} ;
INSERT DATA {
  result:t4 nemo:benchmark bench:maths-final .
}
