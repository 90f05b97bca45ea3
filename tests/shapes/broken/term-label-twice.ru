# expects: nemosh:OntologyTerm-label UniqueLangConstraintComponent
# A property of the ontology with two labels in one language.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  nemo:judges rdfs:label "grades"@en .
}
