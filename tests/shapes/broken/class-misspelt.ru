# expects: nemosh:Graph-declared SPARQLConstraintComponent
# A misspelt class.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  dataset:web-instructions a nemo:DataSet .
}
