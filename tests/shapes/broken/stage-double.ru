# expects: nemosh:TrainingStage-sequence SPARQLConstraintComponent
# Two first stages.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

DELETE DATA {
  stage:tern-rl-stage-2 nemo:stageOrder 2 .
} ;
INSERT DATA {
  stage:tern-rl-stage-2 nemo:stageOrder 1 .
}
