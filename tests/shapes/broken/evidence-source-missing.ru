# expects: nemosh:Evidence-source MinCountConstraintComponent
# Evidence that cites nothing.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes dcterms:source source:tern-report-fig2 .
}
