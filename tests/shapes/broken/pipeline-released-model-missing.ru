# expects: nemosh:Pipeline-releasedModel MinCountConstraintComponent
# A pipeline that releases nothing.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

DELETE DATA {
  pipeline:tern-8b nemo:releasedModel model:tern-8b .
}
