# expects: nemosh:Graph-blankNode SPARQLConstraintComponent
# A dataset without a name.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  [] a nemo:Dataset ; rdfs:label "Something"@en ; nemo:partOfPipeline pipeline:tern-8b .
}
