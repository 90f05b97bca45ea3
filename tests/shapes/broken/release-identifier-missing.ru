# expects: nemosh:Release-identifier MinCountConstraintComponent
# A release without a name.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX model: <https://w3id.org/nemokg/model/>

DELETE DATA {
  model:tern-8b-release dcterms:identifier "Tern-8B-Instruct" .
}
