# expects: nemosh:Graph-disjoint SPARQLConstraintComponent
# A training track that is a checkpoint.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-agent-track a nemo:Checkpoint .
}
