# expects: nemosh:Denial-name SPARQLConstraintComponent
# A denial named like a claim.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE { claim:not--tern-8b--weightAncestor--wader-committee ?p ?o . }
INSERT { claim:tern-8b--weightAncestor--wader-committee ?p ?o ; nemo:evidence evidence:tern-8b--weightAncestor--wader-committee--tern-report-v2--s3-1 . }
WHERE { claim:not--tern-8b--weightAncestor--wader-committee ?p ?o . FILTER (?p != nemo:evidence) } ;
DELETE DATA {
  claim:not--tern-8b--weightAncestor--wader-committee nemo:evidence evidence:not--tern-8b--weightAncestor--wader-committee--tern-report-v2--s3-1 .
  evidence:not--tern-8b--weightAncestor--wader-committee--tern-report-v2--s3-1 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§3.1" ; nemo:support nemo:supports .
} ;
INSERT DATA {
  evidence:tern-8b--weightAncestor--wader-committee--tern-report-v2--s3-1 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§3.1" ; nemo:support nemo:supports .
}
