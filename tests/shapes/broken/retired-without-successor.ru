# expects: nemosh:Retired-replaced SPARQLConstraintComponent
# A retired dataset that names no successor.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  dataset:old-pool a nemo:Dataset ;
  rdfs:label "Old pool"@en ;
  nemo:partOfPipeline pipeline:tern-8b ;
  owl:deprecated true .
}
