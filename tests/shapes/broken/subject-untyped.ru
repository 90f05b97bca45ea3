# expects: nemosh:Graph-declared SPARQLConstraintComponent
# A dataset that has lost its type.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  dataset:old-pool rdfs:label "An old pool"@en .
}
