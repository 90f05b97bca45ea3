# expects: nemosh:Claim-supported SPARQLConstraintComponent
# An attributed claim that nobody supports.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  evidence:plover-70b--memberOf--wader-committee--tern-drawing--table-row-3 nemo:support nemo:supports .
} ;
INSERT DATA {
  evidence:plover-70b--memberOf--wader-committee--tern-drawing--table-row-3 nemo:support nemo:silent .
}
