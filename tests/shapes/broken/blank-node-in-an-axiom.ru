# expects: nemosh:Graph-blankNode SPARQLConstraintComponent
# Disjoint classes of which one has no name.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  [] a owl:AllDisjointClasses ; owl:members ( nemo:Equation [ rdfs:subClassOf nemo:Symbol ] ) .
}
