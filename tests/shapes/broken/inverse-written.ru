# expects: nemosh:Graph-entailed SPARQLConstraintComponent
# An edge let in by its inverse.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-sft nemo:initializes model:tern-reward .
}
