# expects: nemosh:Claim XoneConstraintComponent
# A claim that neither states nor denies.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base a rdf:Statement .
}
