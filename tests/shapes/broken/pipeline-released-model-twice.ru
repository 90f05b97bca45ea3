# expects: nemosh:Pipeline-releasedModel MaxCountConstraintComponent
# A pipeline with two released models.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

INSERT DATA {
  pipeline:tern-8b nemo:releasedModel model:tern-rl .
}
