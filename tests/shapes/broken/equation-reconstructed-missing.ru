# expects: nemosh:Equation-reconstructed MinCountConstraintComponent
# An equation that does not say whether it was printed.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  equation:reverse-kl nemo:reconstructed false .
}
