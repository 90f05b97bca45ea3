# expects: nemosh:Equation-reconstructed MaxCountConstraintComponent
# An equation that was printed and was not.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  equation:reverse-kl nemo:reconstructed true .
}
