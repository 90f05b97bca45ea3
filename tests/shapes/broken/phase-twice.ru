# expects: nemosh:Phased-phase MaxCountConstraintComponent
# A model in two phases.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-base nemo:phase nemo:afterDistillation .
}
