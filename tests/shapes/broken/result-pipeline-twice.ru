# expects: nemosh:Result-pipeline MaxCountConstraintComponent
# A result of two pipelines.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX result: <https://w3id.org/nemokg/result/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  pipeline:tern-30b a nemo:Pipeline ;
  rdfs:label "Tern 30B"@en ;
  skos:definition "Post-training of Tern 30B."@en ;
  nemo:primaryWork source:tern-report ;
  nemo:releasedModel model:tern-30b .
  model:tern-30b a nemo:Checkpoint ;
  rdfs:label "Tern 30B"@en ;
  skos:definition "The larger model."@en ;
  nemo:partOfPipeline pipeline:tern-30b ;
  nemo:evidence evidence:tern-30b--tern-report-v2--s7 .
  evidence:tern-30b--tern-report-v2--s7 a nemo:Evidence ;
  dcterms:source source:tern-report-v2 ;
  nemo:locator "§7" ;
  nemo:support nemo:supports .
  result:t5 nemo:partOfPipeline pipeline:tern-30b .
}
