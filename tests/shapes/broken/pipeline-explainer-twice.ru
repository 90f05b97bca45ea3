# expects: nemosh:Pipeline-explainer MaxCountConstraintComponent
# A pipeline with two explainers.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  pipeline:tern-8b nemo:explainer source:tern-drawing .
}
