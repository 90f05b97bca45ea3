# expects: nemosh:Participant-explainerRow MinInclusiveConstraintComponent
# A model in row 0 of the explainer.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  model:tern-base nemo:explainerRow 1 .
} ;
INSERT DATA {
  model:tern-base nemo:explainerRow 0 .
}
