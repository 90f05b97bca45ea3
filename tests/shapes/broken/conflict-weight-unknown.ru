# expects: nemosh:Conflict-weight PatternConstraintComponent
# A conflict with a weight of the writer's own.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  conflict:c-01 nemo:conflictWeight "B" .
} ;
INSERT DATA {
  conflict:c-01 nemo:conflictWeight "heavy" .
}
