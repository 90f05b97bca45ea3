# expects: nemosh:Graph-declared SPARQLConstraintComponent
# A misspelt model.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:remark-single-run nemo:about model:tern-7b .
}
