# expects: nemosh:Statement-predicate ClassConstraintComponent
# Claims with a property that links no things.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  nemo:rewards a owl:ObjectProperty .
} ;
INSERT DATA {
  nemo:rewards a owl:AnnotationProperty .
}
