# expects: nemosh:Graph-blankNode SPARQLConstraintComponent
# A list that belongs to no axiom on disjoint classes.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA {
  [] a owl:AllDifferent ; owl:distinctMembers ( model:tern-sft model:tern-rl ) .
}
