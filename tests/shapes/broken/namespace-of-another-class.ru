# expects: nemosh:Graph-namespace SPARQLConstraintComponent
# A dataset among the models.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  model:new-pool a nemo:Dataset ; rdfs:label "New pool"@en ; nemo:partOfPipeline pipeline:tern-8b .
}
