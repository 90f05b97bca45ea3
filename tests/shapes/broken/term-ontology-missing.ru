# expects: nemosh:OntologyTerm-isDefinedBy SPARQLConstraintComponent
# A new property of the ontology that does not name it.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  nemo:admires a owl:ObjectProperty ; rdfs:label "admires"@en ; skos:definition "Thinks highly of the object."@en .
}
