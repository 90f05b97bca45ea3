# expects: nemosh:Claim-evidence MinCountConstraintComponent
# An inferred claim without evidence.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  claim:tern-tool-teacher--initializedFrom--tern-agent-track nemo:evidence evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes .
  evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes a nemo:Evidence ; dcterms:source source:tern-report-fig2 ; nemo:locator "boxes" ; nemo:support nemo:supports .
}
