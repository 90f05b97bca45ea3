# expects: nemosh:Equation-algorithm MinCountConstraintComponent
# An equation of no algorithm.
PREFIX algo: <https://w3id.org/nemokg/algorithm/>
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  algo:on-policy-distillation nemo:equation equation:reverse-kl .
}
