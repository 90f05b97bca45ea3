# expects: nemosh:Evidence-paraphrase UniqueLangConstraintComponent
# Evidence with two paraphrases in one language.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 nemo:paraphrase "names the base checkpoint"@en , "starts at the base checkpoint"@en .
}
