# expects: nemosh:Labelled-label MinCountConstraintComponent
# A model without a label.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE DATA {
  model:dunlin rdfs:label "Dunlin"@en .
}
