# expects: nemosh:Statement-object MaxCountConstraintComponent
# One claim for two edges that differ in the object.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT DATA {
  claim:tern-sft--initializedFrom--tern-base rdf:object model:tern-rl .
}
