# expects: nemosh:Iterated-iteration MaxCountConstraintComponent
# A model of two iterations.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-base nemo:iteration 1 .
}
