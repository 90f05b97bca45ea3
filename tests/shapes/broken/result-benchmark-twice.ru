# expects: nemosh:Result-benchmark MaxCountConstraintComponent
# A result on two benchmarks.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t5 nemo:benchmark bench:code-contest .
}
