# expects: nemosh:Conflict-identifier PatternConstraintComponent
# A conflict whose identifier has another form.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE DATA {
  conflict:c-01 dcterms:identifier "C-01" .
} ;
INSERT DATA {
  conflict:c-01 dcterms:identifier "conflict 1" .
}
