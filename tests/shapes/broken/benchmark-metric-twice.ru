# expects: nemosh:Benchmark-metric MaxCountConstraintComponent
# A benchmark with two metrics.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  bench:maths-final nemo:metric "exact match" .
}
