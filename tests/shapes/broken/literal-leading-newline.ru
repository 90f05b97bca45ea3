# expects: nemosh:Literal-whitespace SPARQLConstraintComponent
# A note that begins with a line break.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  model:dunlin skos:note "\nKnown by name."@en .
}
