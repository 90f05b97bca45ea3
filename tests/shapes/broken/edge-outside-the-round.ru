# expects: nemosh:DistillationRound-teachers SPARQLConstraintComponent
# A distillation that the round of the student does not know.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  model:tern-reward nemo:distilledInto model:tern-8b .
  claim:tern-reward--distilledInto--tern-8b a nemo:Claim , rdf:Statement ;
  rdfs:label "tern-reward--distilledInto--tern-8b"@en ;
  rdf:subject model:tern-reward ;
  rdf:predicate nemo:distilledInto ;
  rdf:object model:tern-8b ;
  nemo:status nemo:stated ;
  nemo:rank nemo:normal ;
  nemo:partOfPipeline pipeline:tern-8b ;
  nemo:evidence evidence:tern-reward--distilledInto--tern-8b--tern-report-v2--s3 .
  evidence:tern-reward--distilledInto--tern-8b--tern-report-v2--s3 a nemo:Evidence ;
  dcterms:source source:tern-report-v2 ;
  nemo:locator "§3" ;
  nemo:support nemo:supports .
}
