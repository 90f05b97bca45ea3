# expects: nemosh:DistillationRound-reused SPARQLConstraintComponent
# A reused teacher that no earlier round made.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

DELETE DATA {
  round:tern-1 nemo:newTeacher model:tern-tool-teacher .
} ;
INSERT DATA {
  round:tern-1 nemo:selfTeacher model:tern-tool-teacher .
}
