# expects: nemosh:Literal-datatype SPARQLConstraintComponent
# A floating-point number.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  model:dunlin skos:example 1.5e3 .
}
