# expects: nemosh:Graph-foreignTerm SPARQLConstraintComponent
# A class of another vocabulary that the ontology does not declare.
PREFIX schema: <https://schema.org/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  source:tern-report-v1 a schema:Report .
}
