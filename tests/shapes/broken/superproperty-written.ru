# expects: nemosh:Graph-entailed SPARQLConstraintComponent
# A weight ancestor written down.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-sft nemo:weightAncestor model:tern-base .
}
