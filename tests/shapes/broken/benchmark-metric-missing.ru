# expects: nemosh:Benchmark-metric MinCountConstraintComponent
# A benchmark that measures nothing.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  bench:maths-final nemo:metric "pass@1" .
}
