# expects: nemosh:Conflict-resolution MinCountConstraintComponent
# A conflict left open.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE WHERE { conflict:c-01 nemo:resolution ?text }
