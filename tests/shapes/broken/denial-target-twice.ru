# expects: nemosh:Denial-target MaxCountConstraintComponent
# A denial with two objects.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  claim:not--tern-8b--weightAncestor--wader-committee owl:targetIndividual model:plover-70b .
}
