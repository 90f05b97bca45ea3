# expects: nemosh:Equation-latex MinCountConstraintComponent
# An equation without its text.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE WHERE { equation:reverse-kl nemo:latex ?text }
