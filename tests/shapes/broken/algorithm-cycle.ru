# expects: nemosh:Algorithm-acyclic SPARQLConstraintComponent
# An algorithm broader than its own kind.
PREFIX algo: <https://w3id.org/nemokg/algorithm/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  algo:training-technique skos:broader algo:sft .
}
