# expects: nemosh:ExplainerFlag-value MaxCountConstraintComponent
# A model that is in the explainer and is not.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-base nemo:inExplainer false .
}
