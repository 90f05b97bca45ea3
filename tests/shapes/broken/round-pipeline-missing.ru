# expects: nemosh:DistillationRound-pipeline MinCountConstraintComponent
# A round of no pipeline.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX round: <https://w3id.org/nemokg/round/>

DELETE DATA {
  round:tern-2 nemo:partOfPipeline pipeline:tern-8b .
}
