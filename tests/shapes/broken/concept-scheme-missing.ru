# expects: nemosh:Concept-inScheme MinCountConstraintComponent
# A unit outside every scheme.
PREFIX quantity: <https://w3id.org/nemokg/quantity/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA {
  quantity:unit-one skos:inScheme quantity:units .
}
