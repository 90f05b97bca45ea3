"""What the tests of exports share: the bundled dataset, and another with everything that is odd."""

from __future__ import annotations

from functools import cache

from paths import FIXTURES
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import render_dataset
from nemokg.rdf.formats import bare_text

SMALL = FIXTURES / "shapes/small.ttl"
PROLOGUE = """
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
# Labels that need escaping in one format or another; a triple with claims of two statuses; one that
# is stated and was once refuted; a triple of which nobody claims anything; an
# edge that the explainer draws; a remark on a model and on a source that many share.
ODD = r"""
@prefix claim: <https://w3id.org/nemokg/claim/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix model: <https://w3id.org/nemokg/model/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix pipeline: <https://w3id.org/nemokg/pipeline/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix source: <https://w3id.org/nemokg/source/> .
model:odd a nemo:Checkpoint ;
    rdfs:label "A \"b\" | #c; <i>d</i> &amp; `e` *f* [g]{h} ]-->|x| end\nline, é漢 \\" ;
    nemo:partOfPipeline pipeline:tern-8b ;
    nemo:judges model:tern-rl ; nemo:rewards model:tern-rl ; nemo:lendsRecipeTo model:tern-rl .
<https://example.org/part> nemo:participant model:odd ; nemo:partOfPipeline pipeline:tern-8b ;
    nemo:explainerRow 2 .
<https://example.org/end> nemo:generatesDataFor model:odd .
claim:one rdf:subject model:odd ; rdf:predicate nemo:judges ; rdf:object model:tern-rl ;
    nemo:status nemo:stated ; nemo:rank nemo:normal .
claim:two rdf:subject model:odd ; rdf:predicate nemo:judges ; rdf:object model:tern-rl ;
    nemo:status nemo:inferred ; nemo:rank nemo:normal .
claim:three rdf:subject model:odd ; rdf:predicate nemo:rewards ; rdf:object model:tern-rl ;
    nemo:status nemo:attributed ; nemo:rank nemo:normal .
claim:four rdf:subject model:odd ; rdf:predicate nemo:rewards ; rdf:object model:tern-rl ;
    nemo:status nemo:stated ; nemo:rank nemo:deprecated .
claim:tern-code-teacher--distilledInto--tern-distilled nemo:evidence <urn:e:drawn> .
<urn:e:drawn> dcterms:source source:tern-drawing ; nemo:support nemo:supports .
<urn:remark> nemo:about source:tern-drawing , model:dunlin .
[] nemo:about model:odd ; rdfs:comment [ rdfs:label "nobody" ] .
"""


@cache
def datasets() -> dict[str, Store]:
    """Return the stores to export, by name."""
    other = Store()
    other.extend(open_dataset([str(SMALL)]).store)
    other.load(ODD, RdfFormat.TURTLE)
    return {"bundled": open_dataset().store, "other": other}


NAMES = ("bundled", "other")


@cache
def exported(name: str, form: str) -> str:
    """Return a dataset in a format."""
    return render_dataset(Dataset(datasets()[name]), form)


def rows(name: str, query: str) -> list[tuple[str, ...]]:
    """Return what a dataset answers to a query."""
    found = OxigraphEngine(datasets()[name]).select(PROLOGUE + query)
    return [tuple(map(bare_text, row)) for row in found]


def edges(name: str) -> list[tuple[str, ...]]:
    """Return subject, property, object and kind of each asserted edge of a dataset."""
    found = rows(
        name, "SELECT DISTINCT ?s ?p ?o ?kind WHERE { ?p nemo:influenceKind ?kind . ?s ?p ?o }"
    )
    assert len(found) > 20
    return found


def local(iri: str) -> str:
    """Return the local name of an IRI of the project, and any other as it is."""
    base = "https://w3id.org/nemokg/"
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :] if iri.startswith(base) else iri
