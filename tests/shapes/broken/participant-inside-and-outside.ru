# expects: nemosh:Participant-membership DisjointConstraintComponent
# A model that is part of a pipeline and external to it.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>

INSERT DATA {
  model:dunlin nemo:partOfPipeline pipeline:tern-8b .
}
