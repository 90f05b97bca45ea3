# expects: nemosh:Release-model MinCountConstraintComponent
# A release of no model.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  model:tern-8b nemo:releasedAs model:tern-8b-release .
}
