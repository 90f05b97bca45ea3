# expects: nemosh:Literal-number SPARQLConstraintComponent
# An integer that is none.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  model:dunlin skos:example "many"^^xsd:integer .
}
