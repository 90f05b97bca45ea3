# expects: nemosh:Literal-whitespace SPARQLConstraintComponent
# An empty locator.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:locator "§3" .
} ;
INSERT DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:locator "" .
}
