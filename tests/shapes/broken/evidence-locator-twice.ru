# expects: nemosh:Evidence-locator MaxCountConstraintComponent
# Evidence with two locators.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:locator "page 4" .
}
