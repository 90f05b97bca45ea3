# expects: nemosh:Iterated-iteration MinInclusiveConstraintComponent
# An iteration before all others.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  model:tern-base nemo:iteration 0 .
} ;
INSERT DATA {
  model:tern-base nemo:iteration -1 .
}
