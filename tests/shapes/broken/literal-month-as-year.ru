# expects: nemosh:Literal-date SPARQLConstraintComponent
# A month typed as a year.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX source: <https://w3id.org/nemokg/source/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE DATA {
  source:tern-report-v1 dcterms:issued "2026-04"^^xsd:gYearMonth .
} ;
INSERT DATA {
  source:tern-report-v1 dcterms:issued "2026-04"^^xsd:gYear .
}
