# expects: nemosh:Concept-prefLabel EqualsConstraintComponent
# A unit with two names.
PREFIX quantity: <https://w3id.org/nemokg/quantity/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA {
  quantity:unit-one skos:prefLabel "one"@en .
} ;
INSERT DATA {
  quantity:unit-one skos:prefLabel "unity"@en .
}
