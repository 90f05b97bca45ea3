# expects: nemosh:Release-evidence MinCountConstraintComponent
# A release that is listed nowhere.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  model:tern-8b-release nemo:evidence evidence:tern-8b-release--tern-report-v2--s6 .
  evidence:tern-8b-release--tern-report-v2--s6 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§6" ; nemo:support nemo:supports .
}
