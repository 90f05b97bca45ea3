# expects: nemosh:Graph-datatype SPARQLConstraintComponent
# A truth value in words.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  equation:reverse-kl nemo:reconstructed false .
} ;
INSERT DATA {
  equation:reverse-kl nemo:reconstructed "no" .
}
