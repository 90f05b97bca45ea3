"""For each check of the checklists, a fault that it must find: an update, or a file changed."""

from __future__ import annotations

ONTOLOGY = "<https://w3id.org/nemokg/ontology>"
PREFIXES = """
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX obo: <http://purl.obolibrary.org/obo/>
PREFIX oio: <http://www.geneontology.org/formats/oboInOwl#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vann: <http://purl.org/vocab/vann/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def without(*properties: str) -> str:
    """Return an update that takes properties from the header."""
    return ";\n".join(f"DELETE WHERE {{ {ONTOLOGY} {name} ?value }}" for name in properties)


def replaced(predicate: str, term: str, value: str) -> str:
    """Return an update that gives a term another value."""
    return (
        f"DELETE WHERE {{ {term} {predicate} ?old }}; INSERT DATA {{ {term} {predicate} {value} }}"
    )


def renamed(iri: str) -> str:
    """Return an update that gives the ontology another IRI."""
    return f"DELETE {{ {ONTOLOGY} ?p ?o }} INSERT {{ <{iri}> ?p ?o }} WHERE {{ {ONTOLOGY} ?p ?o }}"


def added(triples: str) -> str:
    """Return an update that adds triples."""
    return f"INSERT DATA {{ {triples} }}"


NO_LABEL = "DELETE WHERE { nemo:Model rdfs:label ?label }"
NO_DEFINITION = "DELETE WHERE { nemo:Model skos:definition ?text }"
SAME_LABEL = replaced("rdfs:label", "nemo:Model", '"Claim"@en')
TWO_VERSIONS = ("CHANGELOG.md", "## 0.1.0", "## 0.2.0 (2027-01-01)\n\n## 0.1.0")
NO_ANCHOR = ("ontology.html", 'id="initializedFrom"', 'id="other"')
BROKEN = ("ontology/nemokg.ttl", "a owl:Ontology ;", "a owl:Ontology ,")
OTHER_NAMESPACE = replaced("vann:preferredNamespaceUri", ONTOLOGY, '"https://example.org/#"')
EXACT = "nemo:Model skos:altLabel"
GONE = "owl:deprecated true"
EQUAL = "nemo:Model owl:equivalentClass"
RESTRICTION = "[ a owl:Restriction ; owl:onProperty nemo:rank ]"

CASES: dict[tuple[str, str], str | tuple[str, str, str]] = {
    ("FOOPS", "CN1"): ("w3id/.htaccess", r"application/rdf\+xml", "application/xml"),
    ("FOOPS", "DOC1"): NO_ANCHOR,
    ("FOOPS", "FIND1"): without("vann:preferredNamespacePrefix"),
    ("FOOPS", "HTTP1"): renamed("ftp://w3id.org/nemokg/ontology"),
    ("FOOPS", "OM1"): without("dcterms:creator"),
    ("FOOPS", "OM2"): without("owl:versionInfo"),
    ("FOOPS", "OM3"): without("bibo:status"),
    ("FOOPS", "OM4.1"): without("dcterms:license"),
    ("FOOPS", "OM5.1"): without("dcterms:created"),
    ("FOOPS", "OM5.2"): without("dcterms:publisher"),
    ("FOOPS", "PURL1"): renamed("https://example.org/nemokg/ontology"),
    ("FOOPS", "RDF1"): BROKEN,
    ("FOOPS", "URI2"): OTHER_NAMESPACE,
    ("FOOPS", "VER1"): without("owl:versionIRI"),
    ("FOOPS", "VOC1"): without("vann:preferredNamespacePrefix", "vann:preferredNamespaceUri"),
    ("FOOPS", "VOC2"): "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o . ?o a ?kind . FILTER(?kind IN"
    " (owl:Class, owl:ObjectProperty) && !STRSTARTS(STR(?o), STR(nemo:))) }",
    ("FOOPS", "VOC3"): NO_LABEL,
    ("FOOPS", "VOC4"): NO_DEFINITION,
    ("OOPS", "P02"): added(f"{EQUAL} nemo:Checkpoint"),
    ("OOPS", "P03"): replaced("rdfs:label", "nemo:memberOf", '"Is a"@en'),
    ("OOPS", "P04"): added("nemo:Island a owl:Class"),
    ("OOPS", "P05"): replaced("rdfs:range", "nemo:usedToTrain", "nemo:Claim"),
    ("OOPS", "P06"): added("nemo:Model rdfs:subClassOf nemo:RewardModel"),
    ("OOPS", "P07"): replaced("rdfs:label", "nemo:Model", '"model or track"@en'),
    ("OOPS", "P08"): NO_LABEL,
    ("OOPS", "P10"): "DELETE WHERE { ?a owl:disjointWith ?b }; DELETE WHERE { ?c owl:members ?l }",
    ("OOPS", "P11"): "DELETE WHERE { nemo:rank rdfs:range ?class }",
    ("OOPS", "P12"): added("<https://example.org/RANK> a owl:ObjectProperty"),
    ("OOPS", "P13"): "DELETE WHERE { nemo:usedToTrain owl:inverseOf nemo:trainedOn }",
    ("OOPS", "P19"): added("nemo:rank rdfs:domain nemo:Model"),
    ("OOPS", "P20"): replaced("skos:definition", "nemo:Model", '"Model"@en'),
    ("OOPS", "P21"): replaced("rdfs:label", "nemo:Remark", '"other remark"@en'),
    ("OOPS", "P22"): added('nemo:training_run a owl:Class ; rdfs:label "run"@en'),
    ("OOPS", "P24"): replaced("skos:definition", "nemo:Model", '"A model that is trained."@en'),
    ("OOPS", "P25"): added("nemo:feeds owl:inverseOf nemo:feeds"),
    ("OOPS", "P26"): added("nemo:feeds owl:inverseOf nemo:competesWith"),
    ("OOPS", "P27"): added("nemo:feeds owl:equivalentProperty nemo:rank"),
    ("OOPS", "P28"): added("nemo:rank a owl:SymmetricProperty"),
    ("OOPS", "P29"): added("nemo:rank a owl:TransitiveProperty"),
    ("OOPS", "P30"): added("<https://example.org/claim> a owl:Class"),
    ("OOPS", "P31"): added(f"{EQUAL} nemo:TrainingTrack"),
    ("OOPS", "P32"): SAME_LABEL,
    ("OOPS", "P33"): added("nemo:feeds owl:propertyChainAxiom ( nemo:rewards )"),
    ("OOPS", "P34"): added("nemo:Model rdfs:subClassOf nemo:Undeclared"),
    ("OOPS", "P35"): added("nemo:Model nemo:undeclared nemo:Claim"),
    ("OOPS", "P36"): renamed("https://w3id.org/nemokg/ontology.owl"),
    ("OOPS", "P38"): "DELETE WHERE { ?ontology a owl:Ontology }",
    ("OOPS", "P39"): added("<https://w3id.org/nemokg/ontology/Model> a owl:Class"),
    ("OOPS", "P40"): added("prov:Thing a owl:Class"),
    ("OOPS", "P41"): replaced("dcterms:license", ONTOLOGY, '"CC BY 4.0"'),
    ("ROBOT-report", "annotation_whitespace"): added('nemo:Model skos:scopeNote " x"'),
    ("ROBOT-report", "deprecated_boolean_datatype"): added('nemo:Model owl:deprecated "true"'),
    ("ROBOT-report", "deprecated_class_reference"): added(f"nemo:Model {GONE}"),
    ("ROBOT-report", "deprecated_property_reference"): added(f"nemo:weightAncestor {GONE}"),
    ("ROBOT-report", "duplicate_definition"): "INSERT { nemo:Claim skos:definition ?text }"
    " WHERE { nemo:Model skos:definition ?text }",
    ("ROBOT-report", "duplicate_exact_synonym"): added(
        f'{EXACT} "m" . nemo:Claim skos:altLabel "M"'
    ),
    ("ROBOT-report", "duplicate_label_synonym"): added(f'{EXACT} "claim"'),
    ("ROBOT-report", "duplicate_label"): replaced("rdfs:label", "nemo:Model", '"claim"@en'),
    ("ROBOT-report", "duplicate_scoped_synonym"): added(f'{EXACT} "m" ; skos:hiddenLabel "m"'),
    ("ROBOT-report", "equivalent_pair"): added(f"{EQUAL} prov:Entity"),
    ("ROBOT-report", "equivalent_class_axiom_no_genus"): added(f"{EQUAL} {RESTRICTION}"),
    ("ROBOT-report", "illegal_use_of_built_in_vocabulary"): added("owl:Thing a owl:Class"),
    ("ROBOT-report", "invalid_xref"): added('nemo:Model oio:hasDbXref "see there"'),
    ("ROBOT-report", "label_formatting"): replaced("rdfs:label", "nemo:Model", r'"a\tmodel"@en'),
    ("ROBOT-report", "label_whitespace"): replaced("rdfs:label", "nemo:Model", '"model "@en'),
    ("ROBOT-report", "lowercase_definition"): added('nemo:Model skos:definition "a model"'),
    ("ROBOT-report", "missing_definition"): NO_DEFINITION,
    ("ROBOT-report", "missing_label"): replaced("rdfs:label", "nemo:Model", '" "'),
    ("ROBOT-report", "missing_obsolete_label"): added(f"nemo:Model {GONE}"),
    ("ROBOT-report", "missing_ontology_description"): without("dcterms:description"),
    ("ROBOT-report", "missing_ontology_license"): without("dcterms:license"),
    ("ROBOT-report", "missing_ontology_title"): without("dcterms:title"),
    ("ROBOT-report", "missing_subset_declaration"): added("nemo:Model oio:inSubset nemo:Slim"),
    ("ROBOT-report", "missing_superclass"): "DELETE WHERE { nemo:Model rdfs:subClassOf ?class }",
    ("ROBOT-report", "missing_synonymtype_declaration"): added(
        "nemo:Model oio:hasSynonymType nemo:Nickname"
    ),
    ("ROBOT-report", "misused_obsolete_label"): replaced(
        "rdfs:label", "nemo:Model", '"obsolete model"@en'
    ),
    ("ROBOT-report", "misused_replaced_by"): added("nemo:Model dcterms:isReplacedBy nemo:Claim"),
    ("ROBOT-report", "multiple_definitions"): added('nemo:Model skos:definition "More."'),
    ("ROBOT-report", "multiple_equivalent_classes"): added(f"{EQUAL} nemo:Claim , nemo:Unit"),
    ("ROBOT-report", "multiple_equivalent_class_definitions"): added(
        f"{EQUAL} {RESTRICTION} , {RESTRICTION}"
    ),
    ("ROBOT-report", "multiple_labels"): added('nemo:Model rdfs:label "LLM"@en'),
    ("ROBOT-report", "invalid_entity_uri"): added("nemo:Model skos:closeMatch obo:ECO-0000304"),
    ("OBO", "P1"): ("LICENSE-DATA", "licenses/by/", "licenses/by-nc/"),
    ("OBO", "P2"): BROKEN,
    ("OBO", "P4"): replaced("owl:versionInfo", ONTOLOGY, '"9.9.9"'),
    ("OBO", "P5"): without("dcterms:abstract"),
    ("OBO", "P6"): NO_DEFINITION,
    ("OBO", "P7"): added("<https://example.org/rank> a owl:DatatypeProperty"),
    ("OBO", "P8"): NO_ANCHOR,
    ("OBO", "P10"): ("CONTRIBUTING.md", "## I changed the ontology", "## Others"),
    ("OBO", "P12"): replaced("rdfs:label", "nemo:Model", '"claim"@en'),
    ("OBO", "P13"): ("CHANGELOG.md", "## 0.1.0", "## 0.0.9"),
    ("OBO", "P19"): added(f"nemo:Model {GONE}"),
    ("Widoco-BP", "Vocabulary namespace URI"): without("vann:preferredNamespaceUri"),
    ("Widoco-BP", "Prefix"): without("vann:preferredNamespacePrefix"),
    ("Widoco-BP", "Name"): without("rdfs:label"),
    ("Widoco-BP", "Title"): without("dcterms:title"),
    ("Widoco-BP", "Description"): without("dcterms:description"),
    ("Widoco-BP", "Abstract"): without("dcterms:abstract"),
    ("Widoco-BP", "Status"): without("bibo:status"),
    ("Widoco-BP", "Version IRI"): without("owl:versionIRI"),
    ("Widoco-BP", "Version info"): without("owl:versionInfo"),
    ("Widoco-BP", "Backward compatibility"): TWO_VERSIONS,
    ("Widoco-BP", "Incompatibility"): TWO_VERSIONS,
    ("Widoco-BP", "Previous version"): TWO_VERSIONS,
    ("Widoco-BP", "Creation date"): replaced("dcterms:created", ONTOLOGY, '"in November"'),
    ("Widoco-BP", "Modification date"): without("dcterms:modified"),
    ("Widoco-BP", "Issued date"): without("dcterms:issued"),
    ("Widoco-BP", "Creators"): without("dcterms:creator"),
    ("Widoco-BP", "Contributors"): without("dcterms:contributor"),
    ("Widoco-BP", "Publisher"): without("dcterms:publisher"),
    ("Widoco-BP", "Bibliographic citation"): without("dcterms:bibliographicCitation"),
    ("Widoco-BP", "Vocabulary license"): without("dcterms:license"),
    ("Widoco-BP", "Vocabulary diagram"): without("foaf:depiction"),
    ("Widoco-BP", "Similar resources (See also)"): without("rdfs:seeAlso"),
    ("Widoco-BP", "Label"): NO_LABEL,
    ("Widoco-BP", "Term definition"): NO_DEFINITION,
    ("Widoco-BP", "Term original source"): "DELETE WHERE { nemo:Model rdfs:isDefinedBy ?ontology }",
    ("Widoco-BP", "Term example"): replaced(
        "skos:example", "nemo:judges", '"claim:nothing nemo:judges model:nobody ."'
    ),
    ("Widoco-BP", "Deprecation"): added(f"nemo:Model {GONE}"),
    ("Widoco-BP", "Term rationale"): "DELETE WHERE { ?term skos:scopeNote ?note }",
}
