# expects: nemosh:TrainingStage-sequence SPARQLConstraintComponent
# Stages counted from 0.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

DELETE DATA {
  stage:tern-sft-stage-1 nemo:stageOrder 1 .
} ;
INSERT DATA {
  stage:tern-sft-stage-1 nemo:stageOrder 0 .
}
