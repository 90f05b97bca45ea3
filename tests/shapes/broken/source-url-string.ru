# expects: nemosh:Source-url NodeKindConstraintComponent
# A source whose address is a string.
PREFIX schema: <https://schema.org/>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  source:tern-report-v1 schema:url <https://example.org/tern/report-v1.pdf> .
} ;
INSERT DATA {
  source:tern-report-v1 schema:url "https://example.org/tern/report-v1.pdf" .
}
