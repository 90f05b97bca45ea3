"""Every canned query gives the rows expected of it, the same ones in both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from engines import ask, embedded, second
from paths import FIXTURES
from pyoxigraph import RdfFormat, Store

import nemokg
from nemokg.dataset.opening import open_dataset
from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.dataset.views import stated_only_store
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.engine.rdflib import RdflibEngine
from nemokg.queries import catalogue
from nemokg.rdf import formats

EXPECTED = FIXTURES / "expected"
NAMES = catalogue.query_names()
# Those that take rdflib more than a second over the bundled data.
SLOW = {
    "added-by-report", "claims-per-edition", "disagreements", "edges", "explainer-only-claims",
    "explainer-table", "find", "releases", "weight-path",
}  # fmt: skip
SMALL = """
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@base <https://w3id.org/nemokg/> .
<model/base> a nemo:StudentCheckpoint ; nemo:partOfPipeline <pipeline/mine> .
<model/student> a nemo:StudentCheckpoint ; nemo:partOfPipeline <pipeline/mine> ;
    nemo:initializedFrom <model/base> .
<claim/student--initializedFrom--base> a nemo:Claim ; nemo:partOfPipeline <pipeline/mine> ;
    rdf:subject <model/student> ; rdf:predicate nemo:initializedFrom ; rdf:object <model/base> ;
    nemo:status nemo:stated ; nemo:rank nemo:normal .
"""
# A parameter that changes the answer, for queries whose defaults leave a part of them idle.
VARIANTS = [
    ("edges", {"all": "true"}, 143),
    ("weight-path", {"explainer": "false"}, 7),
    ("weight-lineage", {"model": "swe-teacher"}, 3),
    ("weight-lineage", {"model": "coding-teacher"}, 4),
    ("influence", {"kind": "", "explainer": "true"}, 65),
    ("influence", {"kind": "weights", "from": "stem-teacher"}, 1),
    ("influence", {"kind": "", "to": "stem-teacher"}, 4),
    ("inferred-edges", {"explainer": "true"}, 14),
    ("users-of-algorithm", {"algorithm": "rl"}, 24),
    ("users-of-algorithm", {"algorithm": "rl", "narrower": "false"}, 2),
    ("users-of-algorithm", {"algorithm": "nvfp4"}, 1),
    ("users-of-algorithm", {"algorithm": "training-technique"}, 44),
    ("conflicts", {"weight": "A"}, 16),
    ("models", {"pipeline": "nemotron-3-super"}, 1),
    ("group-members", {"group": "agentic-sft-rl-path"}, 0),
    ("recovery", {"benchmark": "livecodebench-v6"}, 1),
    ("benchmark-progress", {"benchmark": "livecodebench-v6"}, 5),
    ("teachers-of-student", {"student": "ultra-mopd1"}, 11),
    ("find", {"text": "SELF-TEACH"}, 4),
]


def test_every_query_has_expected_rows_and_the_reverse() -> None:
    """There are 61 queries and a file of expected rows for each, and no file for anything else."""
    assert len(NAMES) == 61
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_as_expected(name: str) -> None:
    """A query with its defaults gives the rows of its file, in their order."""
    expected = (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")
    assert formats.csv_text(ask(embedded(), name)) == expected
    assert expected.count("\n") > 1


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.interop) if n in SLOW else n for n in NAMES],
)
def test_the_second_engine_gives_the_same_rows(name: str) -> None:
    """A query with its defaults gives the rows of its file in the engine of rdflib as well."""
    expected = (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")
    assert formats.csv_text(ask(second(), name)) == expected


@pytest.mark.parametrize("name", sorted(SLOW))
def test_the_second_engine_agrees_on_a_small_pipeline(name: str) -> None:
    """What takes rdflib long over the bundled data has the same rows in both engines over few."""
    files = [*core_ontology_files(), str(FIXTURES / "shapes/small.ttl")]
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file)
    ours = ask(OxigraphEngine(store_of_files(files)), name)
    assert formats.csv_text(ask(RdflibEngine(graph), name)) == formats.csv_text(ours)


@pytest.mark.parametrize(("name", "values", "count"), VARIANTS)
def test_parameters_change_the_rows_alike(name: str, values: dict[str, str], count: int) -> None:
    """A query with a value of its parameter gives so many rows, in both engines unless slow."""
    rows = ask(embedded(), name, **values)
    assert len(rows) == count
    if name not in SLOW:
        assert formats.csv_text(ask(second(), name, **values)) == formats.csv_text(rows)
    assert formats.csv_text(rows) != formats.csv_text(ask(embedded(), name))


@pytest.mark.parametrize("name", NAMES)
def test_order_is_total(name: str) -> None:
    """No two rows of a query are alike in all the columns by which it orders them."""
    rows = ask(embedded(), name)
    clause = catalogue.find_query(name).text.rpartition("ORDER BY")[2]
    ordered = set(re.findall(r"\?(\w+)", clause))
    places = [place for place, column in enumerate(rows.columns) if column in ordered]
    seen = [tuple(row[place] for place in places) for row in rows]
    assert len(set(seen)) == len(seen)


def test_edges_are_those_of_the_facts() -> None:
    """The edges are 90, of which 22 inferred and one of these refuted, in the agreed columns."""
    rows = ask(embedded(), "edges")
    assert rows.columns == ("subject", "predicate", "object", "status", "rank", "claim")
    statuses = [str(status).rpartition("#")[2] for status in rows.column("status")]
    assert (statuses.count("stated"), statuses.count("inferred")) == (68, 22)
    ranks = [str(rank).rpartition("#")[2] for rank in rows.column("rank")]
    assert (ranks.count("normal"), ranks.count("deprecated")) == (89, 1)


def test_drawn_edges_are_48_with_ten_inferred() -> None:
    """Of the 48 arrows that the explainer draws ten are inferred, three of them no starts."""
    rows = list(ask(embedded(), "drawn-edges").records())
    inferred = [row for row in rows if str(row["status"]).endswith("inferred")]
    others = {
        (str(row["subject"]).rpartition("/")[2], str(row["object"]).rpartition("/")[2])
        for row in inferred
        if not str(row["predicate"]).endswith("initializedFrom")
    }
    assert (len(rows), len(inferred)) == (48, 10)
    assert others == {
        ("ultra-genrm", "instruction-following-teacher"),
        ("ultra-genrm", "chat-teacher-2"),
        ("external-committee", "chat-teacher"),
    }


def test_the_stated_view_shows_stated_edges_only() -> None:
    """In the view of what is stated, the edges are the 68 stated ones, and lineage follows them."""
    engine = OxigraphEngine(stated_only_store(open_dataset().store))
    rows = ask(engine, "edges")
    assert len(rows) == 68
    assert {str(status).rpartition("#")[2] for status in rows.column("status")} == {"stated"}
    assert len(ask(engine, "weight-lineage", model="swe-teacher")) == 2
    assert len(ask(engine, "teachers-of-student")) == 10


NUMBER_FORMAT = """
@prefix algo: <https://w3id.org/nemokg/algorithm/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
algo:ptq rdfs:label "quantization" ; skos:broader algo:technique .
<urn:fp8> rdfs:label "FP8" ; skos:broader algo:technique ; skos:inScheme algo:number-formats .
<urn:stage> nemo:produces <urn:model> ; nemo:stageOrder 1 ; nemo:usesAlgorithm algo:ptq, <urn:fp8> .
<urn:c:1> rdf:subject <urn:stage> ; rdf:predicate nemo:usesAlgorithm ; rdf:object algo:ptq ;
    nemo:status nemo:stated .
<urn:c:2> rdf:subject <urn:stage> ; rdf:predicate nemo:usesAlgorithm ; rdf:object <urn:fp8> ;
    nemo:status nemo:stated .
"""


def test_number_formats_are_no_steps() -> None:
    """Queries for steps leave out what is in the scheme of number formats, unless it is named."""
    store = Store()
    store.load(NUMBER_FORMAT, RdfFormat.TURTLE)
    engine = OxigraphEngine(store)
    ptq = ["https://w3id.org/nemokg/algorithm/ptq"]
    assert ask(engine, "stages-of-model", model="urn:model").column("algorithm") == ptq
    assert ask(engine, "users-of-algorithm", algorithm="technique").column("used") == ptq
    assert ask(engine, "users-of-algorithm", algorithm="urn:fp8").column("used") == ["urn:fp8"]
    assert ask(engine, "trained-by-one-algorithm", algorithm="ptq").column("model") == ["urn:model"]


def test_data_without_explainer_can_be_asked() -> None:
    """Data that say nothing of an explainer have a lineage, by default as well."""
    store = store_of_files(core_ontology_files())
    store.load(SMALL, RdfFormat.TURTLE)
    engine = OxigraphEngine(store)
    path = ask(engine, "weight-path", model="student").column("ancestor")
    assert [str(iri).rpartition("/")[2] for iri in path] == ["student", "base"]
    assert len(ask(engine, "weight-lineage", model="student")) == 1
    assert len(ask(engine, "weight-path", model="student", explainer="true")) == 2
    assert len(ask(engine, "forks-of-checkpoint", checkpoint="base", explainer="true")) == 0
    assert len(ask(engine, "without-ancestor", ancestor="base")) == 1
    assert len(ask(engine, "edges")) == 1


def test_refuted_edges_are_listed_beside_stated_ones(tmp_path: Path) -> None:
    """A refuted edge is listed even where all others are stated."""
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix nemo: <https://w3id.org/nemokg/ontology#> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "<urn:m:a> nemo:judges <urn:m:b> .\n"
        "<urn:c:1> rdf:subject <urn:m:a> ; rdf:predicate nemo:judges ; rdf:object <urn:m:b> ;\n"
        "  nemo:status nemo:stated ; nemo:rank nemo:normal .\n"
        "<urn:c:2> rdf:subject <urn:m:a> ; rdf:predicate nemo:rewards ; rdf:object <urn:m:b> ;\n"
        "  nemo:status nemo:inferred ; nemo:rank nemo:deprecated .\n"
    )
    table = nemokg.load(file).query("edges")
    assert isinstance(table, nemokg.Table)
    assert table.column("claim") == ["urn:c:1", "urn:c:2"]


KITE = {
    ("weight-lineage", "model", "kite-small"): 9,
    ("weight-path", "model", "kite-small"): 7,
    ("descendants", "checkpoint", "kite-base"): 11,
    ("descendants", "checkpoint", "kite-maths"): 6,
    ("starts-of-model", "model", "kite-merge"): 4,
    ("forks-of-checkpoint", "checkpoint", "kite-final"): 3,
    ("without-ancestor", "ancestor", "kite-base"): 3,
    ("self-teachers", "", ""): 0,
    ("influence", "to", "kite-final"): 1,
    ("influence", "from", "kite-chat"): 1,
}


@pytest.fixture(scope="module")
def kite() -> nemokg.KnowledgeGraph:
    """Return a pipeline with every step of weights and every kind of influence."""
    return nemokg.load(FIXTURES / "pipelines/kite.ttl")


@pytest.mark.parametrize(("asked", "rows"), KITE.items(), ids=lambda each: str(each))
def test_every_step_of_weights_is_walked(
    kite: nemokg.KnowledgeGraph, asked: tuple[str, str, str], rows: int
) -> None:
    """Queries about weights find what was merged, adapted, quantised and pruned."""
    name, parameter, value = asked
    parameters = {parameter: value} if parameter else {}
    if name == "influence":
        parameters["kind"] = "judging" if parameter == "to" else "data"
    assert len(table_rows(kite.query(name, **parameters))) == rows


@pytest.mark.parametrize("kind", ["value model", "data transformation", "data filtering"])
def test_each_kind_of_influence_has_its_direction(kite: nemokg.KnowledgeGraph, kind: str) -> None:
    """A value model takes from the object of its edge; what changes data gives from the subject."""
    ends = {"value model": ("kite-reward", "kite-final")}
    giver = {"data transformation": "kite-rewriter", "data filtering": "kite-filter"}
    start, end = ends.get(kind) or (giver[kind], "kite-chat")
    for parameters in ({"from": start}, {"to": end}, {"from": start, "to": end}):
        assert len(table_rows(kite.query("influence", kind=kind, **parameters))) == 1
    assert not table_rows(kite.query("influence", kind=kind, **{"from": end, "to": start}))


def table_rows(answer: object) -> tuple[object, ...]:
    assert isinstance(answer, nemokg.Table)
    return answer.rows


@pytest.mark.parametrize("name", NAMES)
def test_what_has_influence_on_itself_stops_no_query(
    kite: nemokg.KnowledgeGraph, name: str
) -> None:
    """Each query ends over data in which models judge themselves and write their own data."""
    assert isinstance(kite.query(name), nemokg.Table)
