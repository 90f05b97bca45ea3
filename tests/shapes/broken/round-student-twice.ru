# expects: nemosh:DistillationRound-student MaxCountConstraintComponent
# A round with two students.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-1 nemo:student model:tern-reward .
}
