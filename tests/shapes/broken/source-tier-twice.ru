# expects: nemosh:Source-tier MaxCountConstraintComponent
# A source of two tiers.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  source:tern-drawing nemo:sourceTier "primary" .
}
