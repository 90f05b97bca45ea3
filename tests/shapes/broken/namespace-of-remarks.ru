# expects: nemosh:Graph-namespace SPARQLConstraintComponent
# A remark that is no conflict among the conflicts.
PREFIX conflict: <https://w3id.org/nemokg/conflict/>
PREFIX result: <https://w3id.org/nemokg/result/>

DELETE { result:remark-single-run ?p ?o . }
INSERT { conflict:remark-single-run ?p ?o . }
WHERE { result:remark-single-run ?p ?o . }
