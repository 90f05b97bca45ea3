# expects: nemosh:Conflict-identifier MaxCountConstraintComponent
# A conflict with two identifiers.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA {
  conflict:c-01 dcterms:identifier "C-02" .
}
