# expects: nemosh:Evidence-support InConstraintComponent
# Evidence with a support of the writer's own.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA {
  evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes nemo:support nemo:supports .
} ;
INSERT DATA {
  evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes nemo:support nemo:hints .
  nemo:hints a nemo:EvidenceSupport ;
  rdfs:label "hints"@en ;
  skos:definition "The source hints at it."@en ;
  rdfs:isDefinedBy <https://w3id.org/nemokg/ontology> .
}
