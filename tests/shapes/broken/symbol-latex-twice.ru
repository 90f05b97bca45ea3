# expects: nemosh:Symbol-latex MaxCountConstraintComponent
# A symbol with two texts.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

INSERT DATA {
  equation:symbol-pi-theta nemo:latex "p" .
}
