# expects: nemosh:Graph-blankNode SPARQLConstraintComponent
# Something without a name that has a label.
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  [] rdfs:label "something"@en .
}
