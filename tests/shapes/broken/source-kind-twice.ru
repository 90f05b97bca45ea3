# expects: nemosh:Source-kind MaxCountConstraintComponent
# A source of two kinds.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  source:tern-drawing nemo:sourceKind "figure" .
}
