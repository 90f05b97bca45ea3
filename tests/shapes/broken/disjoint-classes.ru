# expects: nemosh:Graph-disjoint SPARQLConstraintComponent
# A reward model that is a teacher too, where the data say that nothing is both.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  [] a owl:AllDisjointClasses ; owl:members ( nemo:RewardModel nemo:Teacher ) .
  model:tern-reward a nemo:Teacher .
}
