# expects: nemosh:Equation-evidence MinCountConstraintComponent
# An equation that is printed nowhere.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  equation:reverse-kl nemo:evidence evidence:equation-reverse-kl--tern-report-v2--eq-2 .
  evidence:equation-reverse-kl--tern-report-v2--eq-2 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "Eq. 2" ; nemo:support nemo:supports .
}
