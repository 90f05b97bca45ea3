# expects: nemosh:Denial ClassConstraintComponent
# A denial that a reasoner does not see.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  claim:not--tern-8b--weightAncestor--wader-committee a owl:NegativePropertyAssertion .
}
