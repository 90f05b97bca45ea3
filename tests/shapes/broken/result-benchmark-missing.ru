# expects: nemosh:Result-benchmark MinCountConstraintComponent
# A result on no benchmark.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:benchmark bench:maths-final .
}
