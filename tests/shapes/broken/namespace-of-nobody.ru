# expects: nemosh:Graph-namespace SPARQLConstraintComponent
# An environment in a namespace that is not of the knowledge graph.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  <https://example.org/dataset/new-pool> a nemo:Environment ; rdfs:label "New pool"@en ; nemo:partOfPipeline pipeline:tern-8b .
}
