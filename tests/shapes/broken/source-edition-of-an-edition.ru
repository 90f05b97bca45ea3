# expects: nemosh:Source-isVersionOf ClassConstraintComponent
# An edition of something that is not a work.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  source:tern-report-v2 dcterms:isVersionOf source:tern-report-v1 .
}
