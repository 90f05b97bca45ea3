# expects: nemosh:TrainingStage-pipeline MinCountConstraintComponent
# A stage of no pipeline.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX stage: <https://w3id.org/nemokg/stage/>

DELETE DATA {
  stage:tern-rl-stage-2 nemo:partOfPipeline pipeline:tern-8b .
}
