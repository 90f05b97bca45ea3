# expects: nemosh:Conflict-weight MaxCountConstraintComponent
# A conflict with two weights.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  conflict:c-01 nemo:conflictWeight "A" .
}
