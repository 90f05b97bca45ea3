# expects: nemosh:Denial-target MinCountConstraintComponent
# A denial without its object.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  claim:not--tern-8b--weightAncestor--wader-committee owl:targetIndividual model:wader-committee .
}
