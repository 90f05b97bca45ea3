# expects: nemosh:Pipeline-release SPARQLConstraintComponent
# A pipeline that releases a model external to it.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

DELETE DATA {
  pipeline:tern-8b nemo:releasedModel model:tern-8b .
} ;
INSERT DATA {
  pipeline:tern-8b nemo:releasedModel model:plover-70b .
}
