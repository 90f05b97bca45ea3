# expects: nemosh:Graph-blankNode SPARQLConstraintComponent
# A statement that has neither a name nor a type.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT DATA {
  [] rdf:subject model:tern-sft ; rdf:predicate nemo:judges ; rdf:object model:tern-rl .
}
