# expects: nemosh:ModelGroup-member MinCountConstraintComponent
# A group of nobody.
PREFIX claim: <https://w3id.org/nemokg/claim/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE WHERE { claim:plover-70b--memberOf--wader-committee ?p ?o } ;
DELETE WHERE { evidence:plover-70b--memberOf--wader-committee--tern-drawing--table-row-3 ?p ?o } ;
DELETE DATA {
  model:plover-70b nemo:memberOf model:wader-committee .
}
