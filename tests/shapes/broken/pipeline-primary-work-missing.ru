# expects: nemosh:Pipeline-primaryWork MinCountConstraintComponent
# A pipeline without a primary work.
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX source: <https://w3id.org/nemokg/source/>

DELETE DATA {
  pipeline:tern-8b nemo:primaryWork source:tern-report .
}
