# expects: nemosh:DistillationRound-number MaxCountConstraintComponent
# A round with two numbers.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-2 nemo:roundNumber 3 .
}
