# expects: nemosh:Source-isPartOf ClassConstraintComponent
# A part of something that is not a source.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  source:tern-drawing dcterms:isPartOf pipeline:tern-8b .
}
