# expects: nemosh:Claim-name SPARQLConstraintComponent
# A claim with the right local name among the models.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>

DELETE { claim:dunlin--lendsRecipeTo--tern-rl ?p ?o . }
INSERT { model:dunlin--lendsRecipeTo--tern-rl ?p ?o . }
WHERE { claim:dunlin--lendsRecipeTo--tern-rl ?p ?o . }
