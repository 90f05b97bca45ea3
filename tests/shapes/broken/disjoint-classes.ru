# expects: nemosh:Graph-disjoint SPARQLConstraintComponent
# A model that is a dataset too.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-sft a nemo:Dataset .
}
