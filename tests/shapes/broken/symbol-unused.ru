# expects: nemosh:Symbol-equation MinCountConstraintComponent
# A symbol of no equation.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  equation:symbol-beta a nemo:Symbol ;
  rdfs:label "weight of the penalty"@en ;
  skos:definition "The weight of the penalty."@en ;
  nemo:latex "b" .
}
