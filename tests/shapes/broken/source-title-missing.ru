# expects: nemosh:Source-title MinCountConstraintComponent
# A source without a title.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  source:tern-drawing dcterms:title "Drawing of the Tern pipeline"@en .
}
