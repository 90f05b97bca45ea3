# expects: nemosh:TrainingStage-stageOrder MaxCountConstraintComponent
# A stage with two places.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

INSERT DATA {
  stage:tern-rl-stage-2 nemo:stageOrder 3 .
}
