# expects: nemosh:Claim-statedByPrimaryWork SPARQLConstraintComponent
# A claim called stated for which only the explainer speaks.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  claim:plover-70b--memberOf--wader-committee nemo:status nemo:attributed .
} ;
INSERT DATA {
  claim:plover-70b--memberOf--wader-committee nemo:status nemo:stated .
}
