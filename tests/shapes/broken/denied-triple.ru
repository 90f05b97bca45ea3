# expects: nemosh:Denial-holds SPARQLConstraintComponent
# A triple that a denial denies, with a claim of its own.
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

DELETE { ?claim nemo:rank nemo:deprecated . }
INSERT { ?claim nemo:rank nemo:normal . model:dunlin nemo:generatesDataFor model:tern-sft . }
WHERE { ?claim nemo:rank nemo:deprecated . }
