# expects: nemosh:Equation-symbol MinCountConstraintComponent
# An equation that explains no symbol, its symbol left to another.
PREFIX algo: <https://w3id.org/nemokg/algorithm/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  equation:reverse-kl nemo:symbol equation:symbol-pi-theta .
} ;
INSERT DATA {
  equation:forward-kl a nemo:Equation ;
  rdfs:label "Forward KL divergence"@en ;
  nemo:latex "KL" ;
  nemo:reconstructed false ;
  nemo:symbol equation:symbol-pi-theta ;
  nemo:evidence evidence:equation-forward-kl--tern-report-v2--eq-3 .
  algo:sft nemo:equation equation:forward-kl .
  evidence:equation-forward-kl--tern-report-v2--eq-3 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "Eq. 3" ; nemo:support nemo:supports .
}
