# expects: nemosh:DistillationRound-role SPARQLConstraintComponent
# An edge that calls a new teacher reused.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE DATA {
  claim:tern-code-teacher-2--distilledInto--tern-8b nemo:role nemo:newTeacherRole .
} ;
INSERT DATA {
  claim:tern-code-teacher-2--distilledInto--tern-8b nemo:role nemo:reusedTeacherRole .
}
