# expects: nemosh:Remark-description MinCountConstraintComponent
# A remark without a text.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:remark-single-run dcterms:description "Each figure is one run."@en .
}
