# expects: nemosh:DistillationRound-student MinCountConstraintComponent
# A round without a student.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX round: <https://w3id.org/nemokg/round/>

INSERT DATA {
  round:tern-3 a nemo:DistillationRound ;
  rdfs:label "Tern, round 3"@en ;
  nemo:partOfPipeline pipeline:tern-8b ;
  nemo:roundNumber 3 ;
  nemo:newTeacher model:tern-reward .
}
