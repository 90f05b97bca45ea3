# expects: nemosh:Denial-source MinCountConstraintComponent
# A denial without its subject.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  claim:not--tern-8b--weightAncestor--wader-committee owl:sourceIndividual model:tern-8b .
}
