# expects: nemosh:Graph-foreignTerm SPARQLConstraintComponent
# A misspelt property of another vocabulary.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  model:dunlin skos:altlabel "Dunlin 1"@en .
}
