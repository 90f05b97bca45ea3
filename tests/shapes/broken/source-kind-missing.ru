# expects: nemosh:Source-kind MinCountConstraintComponent
# A source without a kind.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  source:tern-drawing nemo:sourceKind "drawing" .
}
