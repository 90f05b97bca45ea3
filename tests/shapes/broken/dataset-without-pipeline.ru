# expects: nemosh:TrainingData-pipeline MinCountConstraintComponent
# A dataset that no pipeline uses.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

DELETE DATA {
  dataset:contest-pool nemo:partOfPipeline pipeline:tern-8b .
}
