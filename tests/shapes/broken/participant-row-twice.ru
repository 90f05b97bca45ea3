# expects: nemosh:Participant-explainerRow MaxCountConstraintComponent
# A model in two rows of the explainer.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-base nemo:explainerRow 2 .
}
