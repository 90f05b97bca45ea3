# expects: nemosh:Graph-domain SPARQLConstraintComponent
# A locator on a model.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:dunlin nemo:locator "§3" .
}
