# expects: nemosh:Result-evidence MinCountConstraintComponent
# A result that is printed nowhere.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  result:t5 nemo:evidence evidence:t5--tern-report-v2--table-4 .
  evidence:t5--tern-report-v2--table-4 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "Table 4" ; nemo:support nemo:supports .
}
