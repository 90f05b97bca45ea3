# expects: nemosh:Participant-evidence MinCountConstraintComponent
# A model that no source names.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  model:dunlin nemo:evidence evidence:dunlin--tern-report-v2--s2 .
  evidence:dunlin--tern-report-v2--s2 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "§2" ; nemo:support nemo:supports .
}
