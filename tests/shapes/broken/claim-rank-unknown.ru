# expects: nemosh:Claim-rank InConstraintComponent
# A claim with a rank of the writer's own.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:rank nemo:normal .
} ;
INSERT DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:rank nemo:best .
  nemo:best a nemo:ClaimRank ;
  rdfs:label "best"@en ;
  skos:definition "Better than all others."@en ;
  rdfs:isDefinedBy <https://w3id.org/nemokg/ontology> .
}
