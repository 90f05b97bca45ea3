# expects: nemosh:Work-edition MinCountConstraintComponent
# A work of which nothing can be cited.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  source:tern-talk a nemo:Work ;
  rdfs:label "Tern, a talk"@en ;
  dcterms:title "Tern, a talk"@en ;
  nemo:sourceKind "talk" ;
  nemo:sourceTier "secondary" .
}
