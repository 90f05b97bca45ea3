# expects: nemosh:Graph-identifier SPARQLConstraintComponent
# Two claims with one identifier.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE DATA {
  claim:tern-tool-teacher--distilledInto--tern-distilled dcterms:identifier "t002" .
} ;
INSERT DATA {
  claim:tern-tool-teacher--distilledInto--tern-distilled dcterms:identifier "t001" .
}
