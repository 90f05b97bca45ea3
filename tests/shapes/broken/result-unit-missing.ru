# expects: nemosh:Result-unit MinCountConstraintComponent
# A result without a unit.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE DATA {
  result:t5 nemo:unit quantity:unit-percent .
}
