# expects: nemosh:Benchmark-taskDomain MaxCountConstraintComponent
# A benchmark of two fields.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  bench:maths-final nemo:taskDomain "mathematics" .
}
