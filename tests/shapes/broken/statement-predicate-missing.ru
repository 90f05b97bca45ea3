# expects: nemosh:Statement-predicate MinCountConstraintComponent
# A claim without its predicate.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

DELETE DATA {
  claim:tern-sft--initializedFrom--tern-base rdf:predicate nemo:initializedFrom .
  model:tern-sft nemo:initializedFrom model:tern-base .
}
