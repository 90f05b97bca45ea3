# expects: nemosh:Denial-statement MaxCountConstraintComponent
# A denial that a query would take for a claim.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT DATA {
  claim:not--tern-8b--weightAncestor--wader-committee rdf:subject model:tern-8b .
}
