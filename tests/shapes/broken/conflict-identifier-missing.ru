# expects: nemosh:Conflict-identifier MinCountConstraintComponent
# A conflict without an identifier.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE DATA {
  conflict:c-01 dcterms:identifier "C-01" .
}
