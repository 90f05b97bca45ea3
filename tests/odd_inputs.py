"""Inputs that are odd, each in its own way: what the matrix of commands and formats is run over."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import RdfFormat, parse, serialize

# The exports that carry every triple.
LOSSLESS = {
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
}
PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix claim: <https://w3id.org/nemokg/claim/> .
@prefix ex: <https://example.org/m/> .
@prefix model: <https://w3id.org/nemokg/model/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pipeline: <https://w3id.org/nemokg/pipeline/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/nemokg/source/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# A small pipeline with a claim and its evidence, of which an odd input makes one thing odd.
PLAIN = """
model:student a nemo:Checkpoint ; rdfs:label "Student"@en ; nemo:partOfPipeline pipeline:p ;
    nemo:initializedFrom model:base ; nemo:distilledFrom model:teacher .
ex:part a nemo:Participation ; nemo:participant model:student ; nemo:partOfPipeline pipeline:p ;
    nemo:explainerRow 1 .
model:base a nemo:Checkpoint ; rdfs:label "Base"@en .
model:teacher a nemo:Checkpoint ; rdfs:label "Teacher"@en ; nemo:distilledInto model:student .
pipeline:p a nemo:Pipeline ; rdfs:label "Pipeline"@en .
claim:c a nemo:Claim ; rdf:subject model:student ; rdf:predicate nemo:initializedFrom ;
    rdf:object model:base ; nemo:status nemo:stated ; nemo:rank nemo:normal ; nemo:evidence ex:e .
ex:e a nemo:Evidence ; dcterms:source source:s ; nemo:support nemo:supports ;
    nemo:locator "§3" ; nemo:paraphrase "The student starts at the base."@en .
source:s a nemo:Paper ; rdfs:label "Source"@en ; dcterms:title "Source" ; dcterms:creator "A. N." ;
    dcterms:issued "2026-01-01"^^xsd:date ; schema:url <https://example.org/s.pdf> .
"""
BLANK = """
model:student nemo:initializedFrom [ rdfs:label "nobody" ] .
[] nemo:participant model:student ; nemo:partOfPipeline pipeline:p ; nemo:explainerRow 2 .
[] nemo:distilledInto model:student ; nemo:initializedFrom _:x .
_:x nemo:initializedFrom _:y ; a nemo:Checkpoint ; nemo:partOfPipeline [ a nemo:Pipeline ] .
_:claim a nemo:Claim ; rdf:subject _:x ; rdf:predicate nemo:initializedFrom ; rdf:object _:y ;
    nemo:status nemo:stated ; nemo:rank nemo:normal ; nemo:evidence [ dcterms:source _:paper ;
    nemo:support nemo:supports ] .
claim:b a nemo:Claim ; rdf:subject model:student ; rdf:predicate nemo:initializedFrom ;
    rdf:object [] ; nemo:status [] ; nemo:rank [] ; nemo:evidence [ dcterms:source _:paper ] .
_:paper a nemo:Paper ; rdfs:label "P" ; dcterms:creator [ schema:name "X" ] ; schema:url [] .
[] a nemo:Conflict ; nemo:between claim:b , _:claim ; rdfs:label [] .
[] a nemo:Result ; nemo:studentResult _:x .
"""
LITERAL = """
model:student nemo:initializedFrom "a base" , 5 , true ; rdfs:label <https://example.org/label> ;
    nemo:partOfPipeline "a pipeline" ; a "Checkpoint" , 1 .
ex:part nemo:participant "a student" , model:student ; nemo:explainerRow "first" , 2 , 2.5 .
claim:l a nemo:Claim ; rdf:subject "a subject" ; rdf:predicate "a predicate" ; rdf:object 5 ;
    nemo:status "stated" ; nemo:rank 1 ; nemo:evidence "a page" , ex:l .
ex:l dcterms:source "a paper" ; nemo:support true ; nemo:locator <https://example.org/3> .
source:s schema:url "https://example.org/not an IRI" ; dcterms:issued "soon" , 2026 ;
    dcterms:creator ex:nobody , "B" , "C"@en .
claim:m a nemo:Claim ; rdf:subject model:student ; rdf:predicate nemo:initializedFrom ;
    rdf:object "a base" ; nemo:status nemo:stated , nemo:inferred ; nemo:rank nemo:normal ;
    nemo:evidence ex:e .
"""
ELSEWHERE = """
ex:student a nemo:Checkpoint ; rdfs:label "Student" ; nemo:initializedFrom ex:mid ;
    nemo:partOfPipeline ex:pipeline .
ex:mid a nemo:Checkpoint ; nemo:initializedFrom <https://example.org/> , <urn:uuid:1> ,
    <mailto:a@example.org> , <https://example.org/a%20b> , <https://example.org/m/student#> ,
    <https://example.org/é漢> , <https://other.example/student> , <x:> ,
    <https://example.org/?a=1&b='2'> .
<https://other.example/student> rdfs:label "Student" ; nemo:initializedFrom <tag:a,b:(c)> .
ex:pipeline a nemo:Pipeline ; rdfs:label "Pipeline" .
ex:claim a nemo:Claim ; rdf:subject ex:student ; rdf:predicate nemo:initializedFrom ;
    rdf:object ex:mid ; nemo:status nemo:stated ; nemo:rank nemo:normal ; nemo:evidence ex:e .
<https://w3id.org/nemokg/claim/> a nemo:Claim ; rdf:subject ex:mid ; rdf:object <x:> ;
    rdf:predicate ex:unknown ; nemo:status ex:unknown ; nemo:rank ex:unknown ; nemo:evidence <x:> .
<https://w3id.org/nemokg/model/a/b> a nemo:Checkpoint .
<https://w3id.org/nemokg/model/> a nemo:Model .
<https://w3id.org/nemokg/model/..> a nemo:Checkpoint .
<https://w3id.org/nemokg/model/...> nemo:initializedFrom model:index .
"""
# A student of itself, two that are each other's base, a class as a model, and a class below itself.
CIRCLES = """
model:self nemo:initializedFrom model:self ; a nemo:Checkpoint ; nemo:distilledFrom model:self .
model:a nemo:initializedFrom model:b . model:b nemo:initializedFrom model:a , model:self .
nemo:Checkpoint nemo:initializedFrom nemo:initializedFrom ; a nemo:Checkpoint .
ex:Class rdfs:subClassOf ex:Class , nemo:Checkpoint . nemo:Checkpoint rdfs:subClassOf ex:Class .
nemo:initializedFrom rdfs:subPropertyOf nemo:initializedFrom .
claim:self a nemo:Claim ; rdf:subject claim:self ; rdf:predicate rdf:subject ;
    rdf:object claim:self ; nemo:status nemo:stated ; nemo:evidence claim:self ;
    dcterms:source claim:self ; rdfs:label "self" .
pipeline:p nemo:partOfPipeline pipeline:p .
"""
VALUES = """
ex:v ex:p "x"^^xsd:integer , "2026-02-30"^^xsd:date , "INF"^^xsd:double , "01"^^xsd:int ,
    "5"^^xsd:byte , "5.0"^^xsd:decimal , "999999999999999999999999"^^xsd:integer , "a"@en-GB-oed ,
    "a"@EN , "<b>&"^^rdf:HTML , "{}"^^rdf:JSON , "\\u0000\\u0085\\u2028\\uFFFE" , "" ,
    "'\\"\\\\\\n\\r\\t" ,
    "=1+1" , "-1" , "a,b;c|d" , "𝕏\\U0010FFFF" , "P1Y"^^xsd:duration , "24:00:00"^^xsd:time .
model:student rdfs:label "" , "Étudiant"@fr , "| `a` <b> & \\"c\\"\\n*d*" , "Student"^^ex:text ;
    nemo:parameters "x"^^xsd:integer .
ex:part nemo:explainerRow 3 , -1 , 99999999999999999999 .
source:s dcterms:title "{T} $x$ \\\\ % & # _ ~ ^"@en , "" ; dcterms:issued "2026"^^xsd:gYear ,
    "2026-13"^^xsd:gYearMonth ; schema:url <https://example.org/s_(1)> .
"""
VOCABULARIES = """
ex:thing a schema:Dataset , owl:Thing , skos:Concept , prov:Activity , rdfs:Resource ;
    schema:name "A thing" ; skos:prefLabel "Thing"@en ; prov:wasDerivedFrom ex:other ;
    owl:sameAs ex:other ; owl:differentFrom ex:other ; rdf:_1 ex:other ;
    rdf:value () , ( 1 ex:a () ) .
ex:C a owl:Class ; owl:equivalentClass [ a owl:Restriction ; owl:onProperty ex:p ;
    owl:someValuesFrom [ owl:unionOf ( ex:A ex:B [ owl:complementOf ex:A ] ) ] ] .
ex:p a owl:FunctionalProperty , rdf:Property ; rdfs:range xsd:integer ; rdfs:domain ex:C ;
    rdfs:subPropertyOf nemo:initializedFrom ; owl:inverseOf ex:q .
ex:a ex:p ex:b , "c" ; ex:q ex:d . ex:S a rdfs:Class ; rdfs:subClassOf nemo:Model .
ex:s a ex:S .
ex:C <http://www.w3.org/ns/shacl#property> [ <http://www.w3.org/ns/shacl#path> ex:p ] .
"""
TRIPLE_TERMS = """
ex:r rdf:reifies <<( model:student nemo:initializedFrom model:base )>> .
<< model:student nemo:distilledFrom model:teacher >> nemo:status nemo:stated .
model:student nemo:judges model:base {| rdfs:label "said" |} .
model:student nemo:initializedFrom <<( model:a nemo:judges <<( model:b ex:p "x" )>> )>> .
claim:t a nemo:Claim ; rdf:subject model:student ; rdf:predicate nemo:initializedFrom ;
    rdf:object <<( model:a nemo:judges _:b )>> ; nemo:status nemo:stated ; nemo:rank nemo:normal ;
    nemo:evidence <<( ex:a ex:b ex:c )>> .
source:s rdfs:label <<( ex:a ex:b ex:c )>> .
"""
DIRECTIONS = """
model:student rdfs:label "طالب"@ar--rtl , "Student"@en--ltr .
source:s dcterms:title "عنوان"@ar--rtl .
"""
STEPS = 1050  # beyond the depth at which Python gives up recursion
LONG = "n" * 5000
CONTROL = """
model:student rdfs:label "a\\u0000b\\u0007c\\u001B[31mred\\u0085" ; nemo:locator "\\u000C" .
model:base rdfs:label "\\uFFFE\\uFFFF" .
ex:e nemo:paraphrase "form\\u000Cfeed" ; nemo:locator "p\\u000B1" .
source:s dcterms:title "T\\u0001" ; dcterms:creator "A\\u0002" ; schema:url <javascript:alert(1)> .
"""
NAMED = """
GRAPH ex:g { model:student nemo:judges model:base . ex:only ex:p ex:here }
GRAPH _:g { _:shared ex:p _:shared , "x" }
_:shared ex:q model:base .
GRAPH <https://w3id.org/nemokg/graph/entailed> { ex:a ex:p ex:b }
GRAPH <https://w3id.org/nemokg/graph/stated> { ex:c ex:p ex:d }
"""


class OddInput(NamedTuple):
    """An odd input: the name of its file, its bytes, and what a refusal of it says.

    `refusal` is empty where the input is to be read.
    """

    file: str
    content: bytes
    refusal: str = ""


def _turtle(*texts: str) -> bytes:
    return "".join((PREFIXES, PLAIN, *texts)).encode()


def _converted(content: bytes, rdf_format: RdfFormat) -> bytes:
    converted = serialize(parse(content, RdfFormat.TURTLE), format=rdf_format)
    assert converted is not None
    return converted


def _chain(steps: int) -> str:
    """Return models each distilled from the next, which nothing transitive follows from."""
    edges = "".join(f"ex:n{i} nemo:distilledFrom ex:n{i + 1} .\n" for i in range(steps))
    return edges + "model:student nemo:distilledFrom ex:n0 .\n"


def _nested(steps: int) -> str:
    return f"ex:d ex:p {'[ ex:p ' * steps}1{' ]' * steps} .\n"


_KINDS = BLANK, LITERAL, ELSEWHERE, CIRCLES, VALUES, VOCABULARIES, DIRECTIONS, CONTROL
INPUTS = {
    "blank": OddInput("blank.ttl", _turtle(BLANK)),
    "literal": OddInput("literal.ttl", _turtle(LITERAL)),
    "elsewhere": OddInput("elsewhere.ttl", _turtle(ELSEWHERE)),
    "circles": OddInput("circles.ttl", _turtle(CIRCLES)),
    "values": OddInput("values.ttl", _turtle(VALUES)),
    "vocabularies": OddInput("vocabularies.ttl", (PREFIXES + VOCABULARIES).encode()),
    "triple-terms": OddInput("triple-terms.ttl", _turtle(TRIPLE_TERMS)),
    "directions": OddInput("directions.ttl", _turtle(DIRECTIONS)),
    "control": OddInput("control.ttl", _turtle(CONTROL)),
    "named-graphs": OddInput("named-graphs.trig", _turtle(NAMED)),
    "deep": OddInput("deep.ttl", _turtle(_chain(STEPS), _nested(STEPS))),
    "long-names": OddInput("long.ttl", _turtle(f"model:{LONG} nemo:initializedFrom model:base .")),
    "bom-and-crlf": OddInput(
        "bom.ttl", b"\xef\xbb\xbf" + _turtle('ex:a ex:p """a\nb""" .').replace(b"\n", b"\r\n")
    ),
    "relative": OddInput("relative.ttl", _turtle("<> a owl:Ontology ; <p> <#here> , <../up> .")),
    "jsonld": OddInput("data.jsonld", _converted(_turtle(BLANK, VOCABULARIES), RdfFormat.JSON_LD)),
    "rdfxml": OddInput("data.rdf", _converted(_turtle(BLANK, VOCABULARIES), RdfFormat.RDF_XML)),
    "everything": OddInput("everything.ttl", _turtle(*_KINDS)),
    "empty": OddInput("empty.ttl", b"# nothing\n", "contains no triples"),
    "unknown-prefix": OddInput("prefix.ttl", _turtle("no:a ex:p ex:b ."), "line 29, column 1: "),
    "latin-1": OddInput("latin.ttl", _turtle() + b'ex:a ex:p "\xe9" .', "UTF-8"),
    "huge": OddInput("huge.nt", b'<x:a> <x:b> "' + b"x" * (17 << 20) + b'" .\n', "16 MiB"),
}
