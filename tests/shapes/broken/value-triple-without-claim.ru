# expects: nemosh:Claim-ofTriple SPARQLConstraintComponent
# Data that nobody claims.
PREFIX dataset: <https://w3id.org/nemokg/dataset/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:tern-tool-teacher nemo:trainedOn dataset:maths-gym .
}
