# expects: nemosh:Evidence-owner MaxCountConstraintComponent
# Evidence that a model and a pipeline of the same name share.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

INSERT DATA {
  pipeline:tern-8b nemo:evidence evidence:tern-8b--tern-report-v2--s2 .
}
