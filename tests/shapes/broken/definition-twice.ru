# expects: nemosh:Defined-definition UniqueLangConstraintComponent
# A model with two definitions in one language.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  model:dunlin skos:definition "A model."@en .
}
