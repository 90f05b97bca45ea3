# expects: nemosh:Evidence-locator MinCountConstraintComponent
# Evidence without a locator.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:locator "§3" .
}
