# expects: nemosh:OntologyTerm-label MinCountConstraintComponent
# A property of the ontology without a label.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE DATA {
  nemo:judges rdfs:label "judges"@en .
}
