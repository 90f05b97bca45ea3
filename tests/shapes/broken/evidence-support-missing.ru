# expects: nemosh:Evidence-support MinCountConstraintComponent
# Evidence that does not say how it bears.
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes nemo:support nemo:supports .
}
