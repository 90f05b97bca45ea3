# expects: nemosh:Claim-pipeline MinCountConstraintComponent
# A claim that belongs to no pipeline.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base nemo:partOfPipeline pipeline:tern-8b .
}
