# expects: nemosh:TrainingStage-stageOrder MinCountConstraintComponent
# A stage without a place.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

DELETE DATA {
  stage:tern-rl-stage-2 nemo:stageOrder 2 .
}
