# expects: nemosh:Claim-deprecatedTriple SPARQLConstraintComponent
# A deprecated claim whose plain triple is asserted, its denial withdrawn.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  claim:not--dunlin--generatesDataFor--tern-sft nemo:rank nemo:normal .
} ;
INSERT DATA {
  claim:not--dunlin--generatesDataFor--tern-sft nemo:rank nemo:deprecated .
  evidence:not--dunlin--generatesDataFor--tern-sft--tern-drawing--row-4 a nemo:Evidence ; dcterms:source source:tern-drawing ; nemo:locator "row 4" ; nemo:support nemo:contradicts .
  claim:not--dunlin--generatesDataFor--tern-sft nemo:evidence evidence:not--dunlin--generatesDataFor--tern-sft--tern-drawing--row-4 .
  model:dunlin nemo:generatesDataFor model:tern-sft .
}
