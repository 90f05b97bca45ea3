# expects: nemosh:Algorithm-evidence MinCountConstraintComponent
# An algorithm that no source names.
PREFIX algo: <https://w3id.org/nemokg/algorithm/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  algo:sft nemo:evidence evidence:sft--tern-report-v2--s3 .
  evidence:sft--tern-report-v2--s3 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§3" ; nemo:support nemo:supports .
}
