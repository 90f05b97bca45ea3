# expects: nemosh:Graph-blankNode SPARQLConstraintComponent
# A remark about something without a name.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:remark-single-run nemo:about [ rdfs:label "something"@en ] .
}
