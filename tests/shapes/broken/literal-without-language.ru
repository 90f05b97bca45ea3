# expects: nemosh:Literal-language SPARQLConstraintComponent
# A label without a language.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE DATA {
  model:dunlin rdfs:label "Dunlin"@en .
} ;
INSERT DATA {
  model:dunlin rdfs:label "Dunlin" .
}
