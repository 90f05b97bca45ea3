"""JSON-LD: to other readers it means what the Turtle means, and it is pleasant to use."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from paths import ROOT, TESTS
from pyld import jsonld
from pyoxigraph import CanonicalizationAlgorithm, RdfFormat, Store, parse
from pyoxigraph import Dataset as QuadSet
from rdflib.compare import isomorphic

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import render_dataset
from nemokg.export.context import IRI
from nemokg.rdf.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = ROOT / "ontology" / "context.json"
JS = TESTS / "js"
NEMO = PREFIXES["nemo"]
# The order of triples and the names of blank nodes are not the same when a file is read again.
AWKWARD = r"""
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix x: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:b x:p "a \"b\" \\ c\nd\ttab"@en , "x"@de , "plain" , 5 , 8.03 , true , "05"^^<urn:x:type> ;
    x:q ( 1 2 ) , [ x:p [ x:p x:b ] ] ; a x:C , x:D .
x:a nemo:p "only German"@de ; x:label "A" ; nemo:label "B" ;
    nemo:status x:odd , "word" , nemo:stated .
<urn:x:\u00e9> x:p <https://example.org/a/slash#and-hash> , "007"^^xsd:integer .
"""


@cache
def whole() -> Store:
    """Return the bundled dataset."""
    return open_dataset().store


@cache
def document(form: str = "jsonld") -> Any:
    """Return an export of the bundled dataset."""
    return json.loads(render_dataset(Dataset(whole()), form))


def awkward() -> Store:
    """Return a few triples of the kinds that get lost."""
    store = Store()
    store.load(AWKWARD, RdfFormat.TURTLE)
    return store


def canonical(data: str | bytes, form: RdfFormat = RdfFormat.N_QUADS) -> set[str]:
    """Return the triples of a document, blank nodes by canonical names: equal if isomorphic."""
    dataset = QuadSet(parse(data, format=form))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@cache
def turtle() -> set[str]:
    """Return what the files of the dataset say."""
    dataset = QuadSet()
    for file in open_dataset().files:
        for quad in parse(path=file):
            dataset.add(quad)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def by_pyld(data: Any) -> str:
    """Return the N-Quads that PyLD reads, offline, from JSON-LD."""

    def loader(url: str, _: Any) -> dict[str, Any]:
        assert url == IRI, url
        published = json.loads(CONTEXT.read_text(encoding="utf-8"))
        return {"contextUrl": None, "documentUrl": url, "document": published}

    options = {"format": "application/n-quads", "documentLoader": loader}
    text: str = jsonld.to_rdf(data, options)
    return text


def by_jsonld_js(data: Any) -> str:
    """Return the N-Quads that jsonld.js reads, offline, from JSON-LD."""
    node = shutil.which("node")
    if node is None or not (JS / "node_modules" / "jsonld").is_dir():
        assert not os.environ.get("CI"), "run npm ci in tests/js first"
        pytest.skip("needs node, and npm ci in tests/js")
    # Node reads a pipe as a file, but not on every system.
    file = JS / "node_modules" / f".document-{os.getpid()}.jsonld"
    file.write_text(json.dumps(data), encoding="utf-8")
    try:
        command = [node, *map(str, (JS / "to_nquads.mjs", file, IRI, CONTEXT))]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        file.unlink()
    assert not ended.returncode, ended.stderr
    return str(ended.stdout)


READERS = pytest.mark.parametrize("read", [by_pyld, by_jsonld_js])


@READERS
def test_other_readers_find_the_turtle(read: Callable[[Any], str]) -> None:
    """PyLD and jsonld.js each read from the export the graph of the Turtle files."""
    assert len(turtle()) > 10000
    assert canonical(read(document())) == turtle()


@READERS
def test_the_published_context_serves_as_well(read: Callable[[Any], str]) -> None:
    """A document that refers to the context by its IRI means what one that embeds it does."""
    referring = {**document(), "@context": IRI}
    assert canonical(read(referring)) == turtle()


def test_rdflib_finds_the_turtle() -> None:
    """A third reader, which wrote nothing of it, finds the same graph."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # within rdflib's reader of JSON-LD
        graph = rdflib.Graph().parse(
            data=render_dataset(Dataset(awkward()), "jsonld"), format="json-ld"
        )
    assert isomorphic(graph, rdflib.Graph().parse(data=AWKWARD, format="turtle"))


@READERS
def test_awkward_terms_survive(read: Callable[[Any], str]) -> None:
    """Escapes, languages, datatypes, odd numbers, lists, blank nodes and odd values survive."""
    text = read(json.loads(render_dataset(Dataset(awkward()), "jsonld")))
    assert len(canonical(text)) == len(canonical(AWKWARD, RdfFormat.TURTLE))
    assert canonical(text) == canonical(render_dataset(Dataset(awkward()), "nt"))


@pytest.mark.parametrize("value", ["9" * 20, "12345678901234567", "-5", "five", "true"])
def test_odd_numbers_are_kept(value: str) -> None:
    """Integers too long for some readers of JSON, and what is no integer at all, survive."""
    store, other = Store(), Store()
    store.load(
        f'<x:a> <x:p> "{value}"^^<{XSD}integer> , "{value}"^^<{XSD}boolean> .', RdfFormat.TURTLE
    )
    text = render_dataset(Dataset(store), "jsonld")
    other.load(text, RdfFormat.JSON_LD)
    assert render_dataset(Dataset(other), "nt") == render_dataset(Dataset(store), "nt")
    numbers = re.findall(r"[:\s]([0-9]+),?$", text, re.MULTILINE)
    assert all(len(number) < 16 for number in numbers)


def test_the_published_context_is_fresh() -> None:
    """The context in the tree is the one made from ontology and data, and exports embed it."""
    text = CONTEXT.read_text(encoding="utf-8")
    assert text == render_dataset(Dataset(whole()), "context"), (
        "write it anew: nemokg export context"
    )
    assert document()["@context"] == json.loads(text)["@context"]


def test_the_context_has_a_term_for_all_of_the_ontology() -> None:
    """Each property of the ontology has a term, coerced as its range says where it has one."""
    context = document()["@context"]
    terms = {
        term["@id"]: term for term in context.values() if isinstance(term, dict) and "@id" in term
    }
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "nemokg.ttl")
    for kind in (rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty):
        for name in ontology.subjects(rdflib.RDF.type, kind):
            if not str(name).startswith(NEMO):
                continue
            term = terms["nemo:" + str(name).removeprefix(NEMO)]
            if kind == rdflib.OWL.ObjectProperty:
                assert term["@type"] in ("@id", "@vocab"), name
            elif ontology.value(name, rdflib.RDFS.range) == rdflib.XSD.decimal:
                assert term.get("@type", "xsd:decimal") == "xsd:decimal", name
    assert len(terms) > 100


def test_it_is_compact() -> None:
    """Keys are words, values are plain, and choices among terms of the ontology are words too."""
    by_id = {node["id"]: node for node in document()["@graph"]}
    student = by_id["model:sft-student"]
    assert student["type"] == ["Checkpoint", "Model", "Participant", "StudentCheckpoint"]
    assert student["label"] == "Nemotron 3 Ultra SFT student"
    assert student["initializedFrom"] == ["model:ultra-base"]
    part = by_id["participation:nemotron-3-ultra--sft-student"]
    assert (part["participant"], part["explainerRow"]) == ("model:sft-student", 2)
    claim = by_id["claim:sft-student--initializedFrom--ultra-base"]
    assert claim["status"] == "stated"
    assert claim["predicate"] == "initializedFrom"
    for node in document()["@graph"]:
        if node["id"].partition(":")[0] in ("model", "claim", "evidence", "stage", "quantity"):
            assert all(key.isalnum() for key in node), node


def test_the_framed_document_is_a_tree_of_claims() -> None:
    """Each participant has its claims, with named objects, and evidence with titled sources."""
    query = f"""PREFIX nemo: <{NEMO}> PREFIX rdf: <{PREFIXES["rdf"]}>
    PREFIX rdfs: <{PREFIXES["rdfs"]}> PREFIX dcterms: <{PREFIXES["dcterms"]}>
    SELECT ?claim ?evidence ?title WHERE {{
      ?claim a nemo:Claim ; rdf:subject ?subject . ?subject a/rdfs:subClassOf* nemo:Participant .
      OPTIONAL {{ ?claim nemo:evidence ?evidence .
                  OPTIONAL {{ ?evidence dcterms:source/dcterms:title ?title }} }} }}"""
    rows = OxigraphEngine(whole()).select(query)
    expected = {tuple(getattr(term, "value", None) for term in row) for row in rows}
    found: set[tuple[Any, ...]] = set()
    prefixes = document("jsonld-framed")["@context"]

    def full(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{prefixes[prefix]}{local}"

    for node in document("jsonld-framed")["@graph"]:
        for claim in node.get("claims", ()):
            assert claim["subject"] == node["id"]
            assert claim["object"]["id"]
            evidence = claim.get("hasEvidence") or [None]
            for each in evidence:
                if each is None:
                    found.add((full(claim["id"]), None, None))
                else:
                    title = each["hasSource"].get("title")
                    found.add((full(claim["id"]), full(each["id"]), title))
    assert len(expected) > 300
    assert found == expected


def test_the_framed_document_says_nothing_else() -> None:
    """Every triple that PyLD reads from the framed document is in the dataset."""
    assert canonical(by_pyld(document("jsonld-framed"))) <= turtle()
