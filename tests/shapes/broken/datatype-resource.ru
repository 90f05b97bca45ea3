# expects: nemosh:Graph-datatype SPARQLConstraintComponent
# A family that is a resource.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  model:dunlin nemo:family model:plover-70b .
}
