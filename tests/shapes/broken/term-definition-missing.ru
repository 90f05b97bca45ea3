# expects: nemosh:OntologyTerm-definition MinCountConstraintComponent
# A property of the ontology without a definition.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { nemo:judges skos:definition ?text }
