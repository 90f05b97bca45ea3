# expects: nemosh:Participant-pipeline MinCountConstraintComponent
# A model that takes part in no pipeline.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

DELETE DATA {
  model:dunlin nemo:externalTo pipeline:tern-8b .
}
