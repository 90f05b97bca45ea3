# expects: nemosh:Remark-pipeline MinCountConstraintComponent
# A remark of no pipeline.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:remark-single-run nemo:partOfPipeline pipeline:tern-8b .
}
