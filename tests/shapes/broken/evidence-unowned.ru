# expects: nemosh:Evidence-owner MinCountConstraintComponent
# Evidence that nothing names.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  evidence:tern-sft--tern-report-v2--s9 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§9" ; nemo:support nemo:supports .
}
