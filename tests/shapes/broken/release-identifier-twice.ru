# expects: nemosh:Release-identifier MaxCountConstraintComponent
# A release with two names.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX model: <https://w3id.org/nemokg/model/>

INSERT DATA {
  model:tern-8b-release dcterms:identifier "Tern-8B" .
}
