# expects: nemosh:Result-pipeline MinCountConstraintComponent
# A result of no pipeline.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:partOfPipeline pipeline:tern-8b .
}
