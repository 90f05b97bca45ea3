# expects: nemosh:Denial-property MinCountConstraintComponent
# A denial without its property.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  claim:not--tern-8b--weightAncestor--wader-committee owl:assertionProperty nemo:weightAncestor .
}
