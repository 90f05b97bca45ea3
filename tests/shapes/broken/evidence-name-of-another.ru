# expects: nemosh:Evidence-name SPARQLConstraintComponent
# Evidence named after something else.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  model:tern-sft nemo:evidence evidence:tern-rl--tern-report-v2--s9 .
  evidence:tern-rl--tern-report-v2--s9 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§9" ; nemo:support nemo:supports .
}
