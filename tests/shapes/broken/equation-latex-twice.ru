# expects: nemosh:Equation-latex MaxCountConstraintComponent
# An equation with two texts.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  equation:reverse-kl nemo:latex "KL" .
}
