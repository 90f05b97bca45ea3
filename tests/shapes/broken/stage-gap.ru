# expects: nemosh:TrainingStage-sequence SPARQLConstraintComponent
# Stages 1 and 3 without stage 2.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

DELETE DATA {
  stage:tern-rl-stage-2 nemo:stageOrder 2 .
} ;
INSERT DATA {
  stage:tern-rl-stage-2 nemo:stageOrder 3 .
}
