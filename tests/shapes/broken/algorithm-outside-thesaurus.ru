# expects: nemosh:Algorithm-broader MinCountConstraintComponent
# An algorithm that hangs nowhere.
PREFIX algo: <https://w3id.org/nemokg/algorithm/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA {
  algo:sft skos:broader algo:training-technique .
}
