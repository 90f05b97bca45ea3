# expects: nemosh:OntologyTerm-definition UniqueLangConstraintComponent
# A property of the ontology with two definitions in one language.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  nemo:judges skos:definition "Grades."@en .
}
