# expects: nemosh:TrainingStage-usesAlgorithm MinCountConstraintComponent
# A stage without an algorithm.
PREFIX algo: <https://w3id.org/nemokg/algorithm/>
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX stage: <https://w3id.org/nemokg/stage/>

DELETE WHERE { claim:tern-rl-stage-2--usesAlgorithm--rlvr ?p ?o } ;
DELETE WHERE { evidence:tern-rl-stage-2--usesAlgorithm--rlvr--tern-report-v2--s3 ?p ?o } ;
DELETE DATA {
  stage:tern-rl-stage-2 nemo:usesAlgorithm algo:rlvr .
}
