# expects: nemosh:Claim-status InConstraintComponent
# A claim with a status of the writer's own.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:status nemo:stated .
} ;
INSERT DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:status nemo:rumoured .
  nemo:rumoured a nemo:ClaimStatus ;
  rdfs:label "rumoured"@en ;
  skos:definition "Heard somewhere."@en ;
  rdfs:isDefinedBy <https://w3id.org/nemokg/ontology> .
}
