# expects: nemosh:Denial-property ClassConstraintComponent
# A denial of a property that links no things.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA {
  nemo:weightAncestor a owl:ObjectProperty .
} ;
INSERT DATA {
  nemo:weightAncestor a owl:AnnotationProperty .
}
