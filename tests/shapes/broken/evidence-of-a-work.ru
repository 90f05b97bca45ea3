# expects: nemosh:Evidence-edition SPARQLConstraintComponent
# Evidence that cites a work as a whole.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  model:tern-sft nemo:evidence evidence:tern-sft--tern-report--s9 .
  evidence:tern-sft--tern-report--s9 a nemo:Evidence ; dcterms:source source:tern-report ; nemo:locator "§9" ; nemo:support nemo:supports .
}
