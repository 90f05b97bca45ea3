# expects: nemosh:TrainingStage-inRound MaxCountConstraintComponent
# A stage in two rounds.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>
PREFIX stage: <https://w3id.org/nemokg/stage/>

INSERT DATA {
  stage:tern-8b-stage-1 nemo:inRound round:tern-1 .
}
