# expects: nemosh:Graph-domain SPARQLConstraintComponent
# A teacher of something that is no round.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

INSERT DATA {
  stage:tern-8b-stage-1 nemo:newTeacher model:tern-code-teacher-2 .
}
