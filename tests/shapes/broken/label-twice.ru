# expects: nemosh:Labelled-label UniqueLangConstraintComponent
# A model with two labels in one language.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  model:dunlin rdfs:label "Dunlin 1"@en .
}
