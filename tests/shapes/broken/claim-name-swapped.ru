# expects: nemosh:Claim-name SPARQLConstraintComponent
# A claim named from object to subject.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE { claim:dunlin--lendsRecipeTo--tern-rl ?p ?o . }
INSERT { claim:tern-rl--lendsRecipeTo--dunlin ?p ?o ; nemo:evidence evidence:tern-rl--lendsRecipeTo--dunlin--tern-report-v2--s3 . }
WHERE { claim:dunlin--lendsRecipeTo--tern-rl ?p ?o . FILTER (?p != nemo:evidence) } ;
DELETE DATA {
  claim:dunlin--lendsRecipeTo--tern-rl nemo:evidence evidence:dunlin--lendsRecipeTo--tern-rl--tern-report-v2--s3 .
  evidence:dunlin--lendsRecipeTo--tern-rl--tern-report-v2--s3 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§3" ; nemo:support nemo:supports .
} ;
INSERT DATA {
  evidence:tern-rl--lendsRecipeTo--dunlin--tern-report-v2--s3 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§3" ; nemo:support nemo:supports .
}
