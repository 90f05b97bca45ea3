# expects: nemosh:DistillationRound-sequence SPARQLConstraintComponent
# Two rounds 2.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-2b a nemo:DistillationRound ;
  rdfs:label "Tern, round 2b"@en ;
  nemo:partOfPipeline pipeline:tern-8b ;
  nemo:roundNumber 2 ;
  nemo:student model:tern-8b ;
  nemo:newTeacher model:tern-code-teacher-2 ;
  nemo:reusedTeacher model:tern-tool-teacher .
}
