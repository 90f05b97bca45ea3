# expects: nemosh:TrainingStage-produces MaxCountConstraintComponent
# A stage that makes two models.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

INSERT DATA {
  stage:tern-rl-stage-1 nemo:produces model:tern-reward .
}
