# expects: nemosh:DistillationRound-sequence SPARQLConstraintComponent
# Round 3 without round 2.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX round: <https://w3id.org/nemokg/round/>

DELETE DATA {
  round:tern-2 nemo:roundNumber 2 .
} ;
INSERT DATA {
  round:tern-2 nemo:roundNumber 3 .
}
