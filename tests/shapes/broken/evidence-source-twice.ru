# expects: nemosh:Evidence-source MaxCountConstraintComponent
# Evidence that cites two sources.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evidence: <https://w3id.org/nemokg/evidence/>
PREFIX source: <https://w3id.org/nemokg/source/>

INSERT DATA {
  evidence:tern-sft--initializedFrom--tern-base--tern-report-v2--s3 dcterms:source source:tern-report-v1 .
}
