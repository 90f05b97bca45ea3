# expects: nemosh:Graph-localName SPARQLConstraintComponent
# A dataset with an underscore in its name.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  dataset:new_pool a nemo:Dataset ; rdfs:label "New pool"@en ; nemo:partOfPipeline pipeline:tern-8b .
}
