# expects: nemosh:Evidence-name SPARQLConstraintComponent
# Evidence whose name leaves out the source.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  model:tern-sft nemo:evidence evidence:tern-sft--s9 .
  evidence:tern-sft--s9 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§9" ; nemo:support nemo:supports .
}
