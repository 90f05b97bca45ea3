# expects: nemosh:Remark-about MinCountConstraintComponent
# A remark about nothing.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:remark-single-run nemo:about result:t1 .
}
