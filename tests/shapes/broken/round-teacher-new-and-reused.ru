# expects: nemosh:DistillationRound-newTeacher DisjointConstraintComponent
# A teacher that is new and reused.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-2 nemo:newTeacher model:tern-tool-teacher .
}
