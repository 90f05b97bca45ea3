# expects: nemosh:Literal-boolean SPARQLConstraintComponent
# A truth value that is none.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE DATA {
  equation:reverse-kl nemo:reconstructed false .
} ;
INSERT DATA {
  equation:reverse-kl nemo:reconstructed "no"^^xsd:boolean .
}
