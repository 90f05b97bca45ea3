# expects: nemosh:Graph-declared SPARQLConstraintComponent
# A misspelt property.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  model:tern-base nemo:family "tern" .
} ;
INSERT DATA {
  model:tern-base nemo:famly "tern" .
}
