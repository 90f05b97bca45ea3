"""The VoID and DCAT description says of the dataset what another library counts in its files."""

from __future__ import annotations

import os
from functools import cache

import pyshacl
import pytest
import rdflib
import yaml
from paths import FIXTURES, ROOT
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, VOID, XSD
from rdflib.term import Node

from nemokg import __version__
from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.dataset.reading import store_of_files
from nemokg.export import FORMATS, render_dataset
from nemokg.export.alignments import read_alignments
from nemokg.training.selection import select_part

NEMO = rdflib.Namespace("https://w3id.org/nemokg/ontology#")
ABOUT = rdflib.URIRef("https://w3id.org/nemokg")
BASE = "https://w3id.org/nemokg/"
VERSION = rdflib.URIRef(f"{DCAT}version")
# rdflib lists the terms of DCAT 2, where this one of DCAT 3 is not, and none that Python reserves.
UNLISTED = {VERSION, VOID["class"]}
# What DCAT-AP 3 makes mandatory of datasets, distributions and agents, and of values given.
DCAT_AP = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dcterms:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:publisher ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dcterms:issued ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
    [ sh:path dcterms:modified ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] ,
    [ sh:path dcat:version ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] .
[] sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcterms:license ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
[] sh:targetClass foaf:Agent ; sh:property [ sh:path foaf:name ; sh:minCount 1 ] .
"""


def described(dataset: Dataset) -> rdflib.Graph:
    """Return the description of a dataset as rdflib reads it."""
    return rdflib.Graph().parse(data=render_dataset(dataset, "void"), format="turtle")


@cache
def description() -> rdflib.Graph:
    """Return the description of the bundled dataset."""
    return described(open_dataset())


@cache
def files() -> rdflib.Graph:
    """Return what rdflib reads from the files of the bundled dataset."""
    graph = rdflib.Graph()
    for file in open_dataset().files:
        graph.parse(file)
    return graph


def number(graph: rdflib.Graph, subject: Node, name: str) -> int:
    """Return the one number that a property of VoID has."""
    (value,) = graph.objects(subject, VOID[name])
    return int(str(value))


def counted(graph: rdflib.Graph) -> dict[str, int]:
    """Count in Python what VoID counts."""
    return {
        "triples": len(graph),
        "classes": len(set(graph.objects(None, RDF.type))),
        "properties": len(set(graph.predicates())),
        "distinctSubjects": len(set(graph.subjects())),
        "distinctObjects": len(set(graph.objects())),
        "entities": len({s for s in graph.subjects() if str(s).startswith(BASE)}),
    }


def test_totals_are_those_of_the_files() -> None:
    """Triples, entities, classes, properties, subjects and objects are as rdflib counts them."""
    expected = counted(files())
    assert expected["triples"] > 10_000
    assert {name: number(description(), ABOUT, name) for name in expected} == expected


def test_every_class_has_a_partition() -> None:
    """There is one partition for each class, with the number of its instances."""
    found = {}
    for part in description().objects(ABOUT, VOID.classPartition):
        (name,) = description().objects(part, VOID["class"])
        assert name not in found
        found[name] = number(description(), part, "entities")
    classes = set(files().objects(None, RDF.type))
    assert found == {each: len(set(files().subjects(RDF.type, each))) for each in classes}


def test_every_property_has_a_partition() -> None:
    """There is one partition for each property, with its triples, subjects and objects."""
    found = {}
    for part in description().objects(ABOUT, VOID.propertyPartition):
        (name,) = description().objects(part, VOID.property)
        assert name not in found
        names = ("triples", "distinctSubjects", "distinctObjects")
        found[name] = tuple(number(description(), part, each) for each in names)
    expected = {
        each: (
            len(list(files().triples((None, each, None)))),
            len(set(files().subjects(each))),
            len(set(files().objects(None, each))),
        )
        for each in set(files().predicates())
    }
    assert found == expected


def test_every_pipeline_is_a_subset() -> None:
    """There is one subset for each pipeline, of what is said of the things that belong to it."""
    found = {}
    for part in description().objects(ABOUT, VOID.subset):
        for pipeline in description().objects(part, DCTERMS.subject):
            counts = (number(description(), part, n) for n in ("entities", "triples"))
            found[pipeline] = tuple(counts)
    expected = {}
    for pipeline in set(files().objects(None, NEMO.partOfPipeline)):
        things = set(files().subjects(NEMO.partOfPipeline, pipeline))
        expected[pipeline] = (len(things), sum(len(list(files()[thing])) for thing in things))
    assert len(expected) == 3
    assert found == expected


def test_links_are_counted() -> None:
    """Links to other vocabularies are counted by relation and namespace; alignments as a whole."""
    found, aligned = {}, {}
    for part in description().subjects(RDF.type, VOID.Linkset):
        assert (ABOUT, VOID.subset, part) in description()
        assert (part, VOID.subjectsTarget, ABOUT) in description()
        (target,) = description().objects(part, VOID.objectsTarget)
        count = number(description(), part, "triples")
        if isinstance(part, rdflib.URIRef):
            aligned[str(part)] = (str(target), count)
        else:
            (relation,) = description().objects(part, VOID.linkPredicate)
            (space,) = description().objects(target, VOID.uriSpace)
            found[relation, str(space)] = count
    expected: dict[object, int] = {}
    for relation in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch):
        for other in map(str, files().objects(None, relation)):
            target_space = other[: max(other.rfind("#"), other.rfind("/")) + 1]
            expected[relation, target_space] = expected.get((relation, target_space), 0) + 1
    assert expected
    assert found == expected
    assert aligned == {a.iri: (a.vocabulary, len(a.mappings)) for a in read_alignments()}


def test_vocabularies_are_those_used() -> None:
    """The vocabularies are the namespaces of all properties and classes."""
    terms = set(files().predicates()) | set(files().objects(None, RDF.type))
    spaces = {str(t)[: max(str(t).rfind("#"), str(t).rfind("/")) + 1] for t in terms}
    assert {str(space) for space in description().objects(ABOUT, VOID.vocabulary)} == spaces


def test_examples_are_described() -> None:
    """Each example resource is an entity of which the dataset says something."""
    examples = list(description().objects(ABOUT, VOID.exampleResource))
    assert examples
    for example in examples:
        assert str(example).startswith(str(description().value(ABOUT, VOID.uriSpace)))
        assert (example, RDF.type, None) in files()


def test_each_file_of_a_release_is_a_distribution() -> None:
    """There is a distribution for each format, at the versioned address of its file."""
    found = {
        str(description().value(part, DCAT.downloadURL)): str(
            description().value(part, DCAT.mediaType)
        )
        for part in description().objects(ABOUT, DCAT.distribution)
    }
    media = "https://www.iana.org/assignments/media-types/"
    assert found == {
        f"{BASE}{__version__}/nemokg{form.suffix}": media + form.media_type
        for form in FORMATS.values()
    }
    dumps = {os.path.basename(str(url)) for url in description().objects(ABOUT, VOID.dataDump)}
    assert {"nemokg.nt", "nemokg.ttl", "nemokg.jsonld"} <= dumps
    assert not [name for name in dumps if name.startswith("nemokg-")]


def test_the_head_agrees_with_the_citation() -> None:
    """Title, version, date and keywords are those that CITATION.cff gives, or among them."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(description().value(ABOUT, DCTERMS.title)) == citation["title"]
    assert str(description().value(ABOUT, VERSION)) == citation["version"] == __version__
    issued = description().value(ABOUT, DCTERMS.issued)
    assert issued == rdflib.Literal(citation["date-released"], datatype=XSD.date)
    words = {str(word) for word in description().objects(ABOUT, DCAT.keyword)}
    assert words <= set(citation["keywords"])
    creator = description().value(ABOUT, DCTERMS.creator)
    assert str(description().value(creator, FOAF.name)) == citation["authors"][0]["name"]


def test_it_conforms_to_dcat_ap() -> None:
    """What DCAT-AP makes mandatory is there, and a description without it does not pass."""
    shapes = rdflib.Graph().parse(data=DCAT_AP, format="turtle")
    conforms, _, report = pyshacl.validate(description(), shacl_graph=shapes)
    assert conforms, report
    poorer = rdflib.Graph() + description()
    poorer.remove((ABOUT, DCTERMS.title, None))
    assert not pyshacl.validate(poorer, shacl_graph=shapes)[0]


def test_every_term_exists() -> None:
    """Every term of VoID, DCAT, Dublin Core and FOAF in the description is one of theirs."""
    used = set(description().predicates()) | set(description().objects(None, RDF.type))
    for vocabulary in (VOID, DCAT, DCTERMS, FOAF):
        terms = {term for term in used if str(term).startswith(str(vocabulary))} - UNLISTED
        assert terms
        assert terms <= {rdflib.URIRef(str(term)) for term in dir(vocabulary)}


@pytest.mark.parametrize("which", ["own", "stated", "part"])
def test_only_the_bundled_dataset_has_our_name_and_licence(which: str) -> None:
    """Own data, a view and a part of the dataset are counted but not given our name or licence."""
    file = FIXTURES / "bundle" / "data" / "models.ttl"
    dataset = {
        "own": lambda: open_dataset([file]),
        "stated": lambda: open_dataset(stated_only=True),
        "part": lambda: select_part(open_dataset(), kinds=["reward"]),
    }[which]()
    graph = described(dataset)
    (about,) = set(graph.subjects(VOID.classPartition))
    assert isinstance(about, rdflib.BNode)
    own = store_of_files([str(file)]) if which == "own" else dataset.store
    assert number(graph, about, "triples") == len(own)
    for absent in (DCTERMS.license, DCTERMS.creator, DCAT.distribution, VOID.uriSpace):
        assert (about, absent, None) not in graph
