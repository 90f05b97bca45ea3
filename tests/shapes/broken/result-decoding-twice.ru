# expects: nemosh:Result-decoding MaxCountConstraintComponent
# A result of two ways of decoding.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t1 nemo:decoding "sampling" .
}
