# expects: nemosh:Pipeline-primaryWork MaxCountConstraintComponent
# A pipeline with two primary works.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  pipeline:tern-8b nemo:primaryWork source:tern-report-v2 .
}
