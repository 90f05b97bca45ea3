# expects: nemosh:Graph-blankNode SPARQLConstraintComponent
# A remark that points to a page without a name.
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:remark-single-run rdfs:seeAlso [ rdfs:label "a page"@en ] .
}
