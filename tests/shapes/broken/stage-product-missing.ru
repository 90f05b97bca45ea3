# expects: nemosh:TrainingStage-produces MinCountConstraintComponent
# A stage that makes nothing.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

DELETE DATA {
  stage:tern-rl-stage-2 nemo:produces model:tern-rl .
}
