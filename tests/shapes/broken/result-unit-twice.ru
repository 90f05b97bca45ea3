# expects: nemosh:Result-unit MaxCountConstraintComponent
# A result with two units.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>
PREFIX result: <https://w3id.org/nemokg/result/>

INSERT DATA {
  result:t5 nemo:unit quantity:unit-one .
}
