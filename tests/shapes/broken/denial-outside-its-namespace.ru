# expects: nemosh:Denial-name SPARQLConstraintComponent
# A denial with the right local name among the models.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>

DELETE { claim:not--tern-8b--weightAncestor--wader-committee ?p ?o . }
INSERT { model:not--tern-8b--weightAncestor--wader-committee ?p ?o . }
WHERE { claim:not--tern-8b--weightAncestor--wader-committee ?p ?o . }
