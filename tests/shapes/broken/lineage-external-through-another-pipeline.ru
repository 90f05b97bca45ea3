# expects: nemosh:Lineage-external SPARQLConstraintComponent
# Weights from outside by way of a model of another pipeline.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  model:tern-base nemo:initializedFrom model:tern-30b .
  claim:tern-base--initializedFrom--tern-30b a nemo:Claim , rdf:Statement ;
  rdfs:label "tern-base--initializedFrom--tern-30b"@en ;
  rdf:subject model:tern-base ;
  rdf:predicate nemo:initializedFrom ;
  rdf:object model:tern-30b ;
  nemo:status nemo:stated ;
  nemo:rank nemo:normal ;
  nemo:partOfPipeline pipeline:tern-8b ;
  nemo:evidence evidence:tern-base--initializedFrom--tern-30b--tern-report-v2--s3 .
  evidence:tern-base--initializedFrom--tern-30b--tern-report-v2--s3 a nemo:Evidence ;
  dcterms:source source:tern-report-v2 ;
  nemo:locator "§3" ;
  nemo:support nemo:supports .
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
  model:tern-30b nemo:initializedFrom model:plover-70b .
  claim:tern-30b--initializedFrom--plover-70b a nemo:Claim , rdf:Statement ;
  rdfs:label "tern-30b--initializedFrom--plover-70b"@en ;
  rdf:subject model:tern-30b ;
  rdf:predicate nemo:initializedFrom ;
  rdf:object model:plover-70b ;
  nemo:status nemo:inferred ;
  nemo:rank nemo:normal ;
  nemo:partOfPipeline pipeline:tern-8b ;
  nemo:rationale "The sizes agree."@en ;
  nemo:confidence nemo:low ;
  nemo:evidence evidence:tern-30b--initializedFrom--plover-70b--tern-report-v2--s3 .
  evidence:tern-30b--initializedFrom--plover-70b--tern-report-v2--s3 a nemo:Evidence ;
  dcterms:source source:tern-report-v2 ;
  nemo:locator "§3" ;
  nemo:support nemo:supports .
}
