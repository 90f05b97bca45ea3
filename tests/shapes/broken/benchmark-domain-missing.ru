# expects: nemosh:Benchmark-taskDomain MinCountConstraintComponent
# A benchmark of no field.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  bench:maths-final nemo:taskDomain "coding" .
}
