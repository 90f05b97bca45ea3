# expects: nemosh:Retired-unused SPARQLConstraintComponent
# A remark about a retired dataset.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  dataset:old-pool a nemo:Dataset ;
  rdfs:label "Old pool"@en ;
  nemo:partOfPipeline pipeline:tern-8b ;
  owl:deprecated true ;
  dcterms:isReplacedBy dataset:contest-pool .
  result:remark-single-run nemo:about dataset:old-pool .
}
