# expects: nemosh:Pipeline-explainerDrawing MaxCountConstraintComponent
# A pipeline with two drawings.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  pipeline:tern-8b nemo:explainerDrawing source:tern-report-fig2 .
}
