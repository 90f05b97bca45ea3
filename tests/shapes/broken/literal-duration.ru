# expects: nemosh:Literal-datatype SPARQLConstraintComponent
# A duration in days.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  model:dunlin skos:example "P3D"^^xsd:dayTimeDuration .
}
