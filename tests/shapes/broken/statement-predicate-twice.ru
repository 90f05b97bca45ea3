# expects: nemosh:Statement-predicate MaxCountConstraintComponent
# One claim for two edges that differ in the property.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT DATA {
  claim:tern-sft--initializedFrom--tern-base rdf:predicate nemo:distilledInto .
}
