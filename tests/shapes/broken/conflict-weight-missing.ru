# expects: nemosh:Conflict-weight MinCountConstraintComponent
# A conflict without a weight.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  conflict:c-01 nemo:conflictWeight "B" .
}
