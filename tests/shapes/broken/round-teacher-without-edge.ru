# expects: nemosh:DistillationRound-edge SPARQLConstraintComponent
# A teacher of a round that is not distilled into its student.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-2 nemo:newTeacher model:tern-reward .
}
