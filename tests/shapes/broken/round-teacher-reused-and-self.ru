# expects: nemosh:DistillationRound-reusedTeacher DisjointConstraintComponent
# A teacher that is reused and the student line itself.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-2 nemo:selfTeacher model:tern-tool-teacher .
}
