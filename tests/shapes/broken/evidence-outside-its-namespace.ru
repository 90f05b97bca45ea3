# expects: nemosh:Evidence-name SPARQLConstraintComponent
# Evidence with the right local name among the claims.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  model:tern-sft nemo:evidence claim:tern-sft--tern-report-v2--s9 .
  claim:tern-sft--tern-report-v2--s9 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§9" ; nemo:support nemo:supports .
}
