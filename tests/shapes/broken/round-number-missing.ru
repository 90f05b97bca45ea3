# expects: nemosh:DistillationRound-number MinCountConstraintComponent
# A round without a number.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

DELETE DATA {
  round:tern-2 nemo:roundNumber 2 .
}
