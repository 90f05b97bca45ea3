# expects: nemosh:DistillationRound-selfTeacher DisjointConstraintComponent
# A teacher that is the student line itself and new.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-1 nemo:newTeacher model:tern-rl .
}
