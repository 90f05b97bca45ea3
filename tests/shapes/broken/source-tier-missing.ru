# expects: nemosh:Source-tier MinCountConstraintComponent
# A source without a tier.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  source:tern-drawing nemo:sourceTier "secondary" .
}
