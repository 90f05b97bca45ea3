# expects: nemosh:Defined-definition MinCountConstraintComponent
# A model without a definition.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA {
  model:dunlin skos:definition "Model of another lab, known by name only."@en .
}
