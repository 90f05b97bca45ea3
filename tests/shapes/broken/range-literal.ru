# expects: nemosh:Graph-range SPARQLConstraintComponent
# A model with a role in words.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:dunlin nemo:role "generator" .
}
