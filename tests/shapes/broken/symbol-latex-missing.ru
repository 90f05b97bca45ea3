# expects: nemosh:Symbol-latex MinCountConstraintComponent
# A symbol without its text.
PREFIX equation: <https://w3id.org/nemokg/equation/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE WHERE { equation:symbol-pi-theta nemo:latex ?text }
