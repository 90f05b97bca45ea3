# expects: nemosh:Evidence-support MaxCountConstraintComponent
# Evidence that supports and contradicts.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:support nemo:contradicts .
}
