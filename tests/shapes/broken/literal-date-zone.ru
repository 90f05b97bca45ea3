# expects: nemosh:Literal-date SPARQLConstraintComponent
# A date with a time zone.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX source: <https://w3id.org/nemokg/source/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE DATA {
  source:tern-report-v2 dcterms:issued "2026-05-12"^^xsd:date .
} ;
INSERT DATA {
  source:tern-report-v2 dcterms:issued "2026-05-12Z"^^xsd:date .
}
