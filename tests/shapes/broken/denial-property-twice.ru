# expects: nemosh:Denial-property MaxCountConstraintComponent
# A denial with two properties.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  claim:not--tern-8b--weightAncestor--wader-committee owl:assertionProperty nemo:judges .
}
