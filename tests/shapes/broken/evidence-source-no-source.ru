# expects: nemosh:Evidence-source ClassConstraintComponent
# Evidence that cites a dataset with the name of the source.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes dcterms:source source:tern-report-fig2 .
} ;
INSERT DATA {
  evidence:tern-tool-teacher--initializedFrom--tern-agent-track--tern-report-fig2--boxes dcterms:source dataset:tern-report-fig2 .
  dataset:tern-report-fig2 a nemo:Dataset ; rdfs:label "Figure 2"@en ; nemo:partOfPipeline pipeline:tern-8b .
}
