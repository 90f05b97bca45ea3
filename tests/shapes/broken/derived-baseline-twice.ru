# expects: nemosh:DerivedResult-baselineResult MaxCountConstraintComponent
# A derived result with two results of the baseline.
PREFIX bench: <https://w3id.org/nemokg/benchmark/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX pipeline: <https://w3id.org/nemokg/pipeline/>
PREFIX quantity: <https://w3id.org/nemokg/quantity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX result: <https://w3id.org/nemokg/result/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  result:t4 nemo:baselineResult result:t6 .
  result:t6 a nemo:Result ;
  rdfs:label "A second run"@en ;
  nemo:benchmark bench:code-contest ;
  nemo:evaluatedModel model:tern-distilled ;
  nemo:modelStatus nemo:stated ;
  nemo:value 40.5 ;
  nemo:unit quantity:unit-percent ;
  nemo:table "Table 4" ;
  nemo:column "Second run" ;
  nemo:partOfPipeline pipeline:tern-8b ;
  nemo:evidence evidence:t6--tern-report-v2--table-4 .
  evidence:t6--tern-report-v2--table-4 a nemo:Evidence ; dcterms:source source:tern-report-v2 ; nemo:locator "Table 4" ; nemo:support nemo:supports .
}
