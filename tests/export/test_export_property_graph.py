"""GraphML and the pair of CSV files: what programs and stores of property graphs read from them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import igraph
import kuzu
import networkx
import pytest
from exports import NAMES, edges, exported, local, rows
from paths import FIXTURES

from nemokg import load
from nemokg.export import render_dataset

if TYPE_CHECKING:
    from pathlib import Path

CLAIMED = """
SELECT ?s ?p ?o (GROUP_CONCAT(DISTINCT STR(?status); separator=" ") AS ?statuses)
  (GROUP_CONCAT(DISTINCT STR(?c); separator=" ") AS ?claims) WHERE {
  ?p nemo:influenceKind ?kind . ?s ?p ?o .
  OPTIONAL { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status
    FILTER NOT EXISTS { ?c nemo:rank nemo:deprecated } }
} GROUP BY ?s ?p ?o
"""
NODES = """
SELECT DISTINCT ?x ?label ?iteration ?row ?group WHERE {
  { ?p nemo:influenceKind ?kind . ?x ?p ?other } UNION
  { ?p nemo:influenceKind ?kind . ?other ?p ?x }
  OPTIONAL { ?x rdfs:label ?label }
  OPTIONAL { ?x ^nemo:participant/nemo:iteration ?iteration }
  OPTIONAL { ?x ^nemo:participant/nemo:explainerRow ?row }
  OPTIONAL { ?x ^nemo:participant/nemo:displayGroup ?group }
}
"""


def read(name: str) -> networkx.MultiDiGraph[Any]:
    """Return what networkx reads from GraphML."""
    graph = networkx.parse_graphml(exported(name, "graphml"), force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph)
    return graph


def table(name: str, form: str) -> list[dict[str, str]]:
    """Return the rows that the csv module of Python reads."""
    return list(csv.DictReader(io.StringIO(exported(name, form), newline="")))


@pytest.mark.parametrize("name", NAMES)
def test_graphml_has_the_edges_and_their_claims(name: str) -> None:
    """networkx reads every edge as it is asserted, with its claim, status and kind."""
    found = {
        (start, data["predicate"], end): data for start, end, data in read(name).edges(data=True)
    }
    assert len(found) == read(name).number_of_edges()
    kinds = {(local(s), local(p), local(o)): kind for s, p, o, kind in edges(name)}
    assert {edge: data["kind"] for edge, data in found.items()} == kinds
    for subject, predicate, object_, statuses, claims in rows(name, CLAIMED):
        data = found[local(subject), local(predicate), local(object_)]
        assert data.get("claim", "") in claims.split(" ")
        status = f"https://w3id.org/nemokg/ontology#{data['status']}" if "status" in data else ""
        assert status in statuses.split(" ")
        assert data["inferred"] is (data.get("status") == "inferred")
        assert ("rank" in data) == bool(claims)
        assert data["label"]


@pytest.mark.parametrize("name", NAMES)
def test_graphml_has_the_nodes(name: str) -> None:
    """networkx reads every participant with its label, class, group, numbers and IRI."""
    graph = read(name)
    found = rows(name, NODES)
    assert len(found) == graph.number_of_nodes()
    for iri, label, iteration, row, group in found:
        data = graph.nodes[local(iri)]
        assert data["iri"] == iri
        assert data["label"] == (label or iri)
        assert data.get("group", "") == group
        assert str(data.get("iteration", "")) == iteration
        assert str(data.get("row", "")) == row
    classes = {data["class"] for _, data in graph.nodes(data=True) if data["class"]}
    assert {"StudentCheckpoint", "RewardModel", "ModelGroup", "TrainingTrack"} <= classes


@pytest.mark.parametrize("name", NAMES)
def test_graphml_is_read_by_another_library(name: str, tmp_path: Path) -> None:
    """igraph reads the same numbers of nodes and edges, and the same attributes."""
    file = tmp_path / "graph.graphml"
    file.write_text(exported(name, "graphml"), encoding="utf-8")
    graph = igraph.Graph.Read_GraphML(str(file))
    assert (graph.vcount(), graph.ecount()) == (len(rows(name, NODES)), len(edges(name)))
    assert {node["iri"] for node in graph.vs} == {iri for iri, *_ in rows(name, NODES)}
    inferred = sum(data["inferred"] for *_, data in read(name).edges(data=True))
    assert sum(bool(edge["inferred"]) for edge in graph.es) == inferred > 0


@pytest.mark.parametrize("name", NAMES)
def test_the_keys_of_graphml_are_unique(name: str) -> None:
    """No two declarations of GraphML have the same id, as XML demands."""
    keys = re.findall(r'<key id="([^"]+)"', exported(name, "graphml"))
    assert len(keys) == len(set(keys)) > 10


@pytest.mark.parametrize("name", NAMES)
def test_truth_values_of_graphml_are_those_of_xml(name: str) -> None:
    """Whether an edge is inferred is written true or false, in lower case as XML has it."""
    text = exported(name, "graphml")
    found = re.search(r'<key [^>]*attr.name="inferred"[^>]*>', text)
    assert found
    assert 'attr.type="boolean"' in found[0]
    identifier = re.findall(r' id="([^"]+)"', found[0])[0]
    values = re.findall(rf'<data key="{identifier}">([^<]*)</data>', text)
    assert len(values) == len(edges(name))
    assert set(values) == {"true", "false"}


@pytest.mark.parametrize("name", NAMES)
def test_the_pair_of_csv_says_what_graphml_says(name: str) -> None:
    """The CSV files have the nodes and edges of GraphML, with all their attributes."""
    graph = read(name)
    nodes = {row["id:ID"]: row for row in table(name, "nodes-csv")}
    assert set(nodes) == set(graph.nodes)
    for node, data in graph.nodes(data=True):
        row = {key.partition(":")[0]: value for key, value in nodes[node].items() if key[0] != ":"}
        assert {key: value for key, value in row.items() if value and key != "id"} == {
            key: str(value) for key, value in data.items() if key != "class"
        }
        labels = [label for label in nodes[node][":LABEL"].split(";") if label]
        assert labels[:1] == [data["class"]][: len(labels)]
        assert len(labels) == len(set(labels))
    lines = table(name, "edges-csv")
    assert len(lines) == graph.number_of_edges()
    for line in lines:
        ends = line[":START_ID"], line[":END_ID"]
        (data,) = (d for d in graph[ends[0]][ends[1]].values() if d["predicate"] == line[":TYPE"])
        assert line["inferred:boolean"] == str(data["inferred"]).lower()
        assert [line[key] for key in ("kind", "status", "rank", "label", "claim")] == [
            data.get(key, "") for key in ("kind", "status", "rank", "label", "claim")
        ]


@pytest.mark.parametrize("name", NAMES)
def test_classes_are_labels_with_all_above(name: str) -> None:
    """A node has its class and all classes above as labels, so that a store finds it by any."""
    query = "SELECT DISTINCT ?x WHERE { ?x a/rdfs:subClassOf* nemo:Checkpoint }"
    present = {row["id:ID"] for row in table(name, "nodes-csv")}
    expected = {local(x) for (x,) in rows(name, query)} & present
    found = {
        row["id:ID"] for row in table(name, "nodes-csv") if "Checkpoint" in row[":LABEL"].split(";")
    }
    assert found == expected
    assert len(found) > 5


@pytest.mark.parametrize("name", NAMES)
def test_a_property_graph_store_loads_the_pair(name: str, tmp_path: Path) -> None:
    """Kuzu loads the pair as it is and finds the ancestors by weights that SPARQL finds."""
    for form in ("nodes-csv", "edges-csv"):
        (tmp_path / f"{form}.csv").write_text(exported(name, form), encoding="utf-8")
    connection = kuzu.Connection(kuzu.Database(str(tmp_path / "graph.kuzu")))

    def run(text: str) -> list[list[Any]]:
        answer = connection.execute(text)
        assert isinstance(answer, kuzu.QueryResult)
        found = []
        while answer.has_next():
            found.append(list(answer.get_next()))
        return found

    node = "id STRING PRIMARY KEY, label STRING, grp STRING, iteration INT64, phase STRING, "
    run(f"CREATE NODE TABLE Participant({node} place INT64, iri STRING, labels STRING)")
    edge = "kind STRING, status STRING, rank STRING, inferred BOOL, label STRING, claim STRING"
    run(f"CREATE REL TABLE Edge(FROM Participant TO Participant, {edge}, type STRING)")
    csv_options = "(HEADER=true, PARALLEL=false, ESCAPE='\"')"
    run(f"COPY Participant FROM '{tmp_path}/nodes-csv.csv' {csv_options}")
    run(f"COPY Edge FROM '{tmp_path}/edges-csv.csv' {csv_options}")
    assert run("MATCH (n:Participant) RETURN count(*)") == [[len(rows(name, NODES))]]
    assert run("MATCH ()-[e:Edge]->() RETURN count(*)") == [[len(edges(name))]]
    labels = dict(run("MATCH (n:Participant) RETURN n.iri, n.label"))
    assert labels == {iri: label or iri for iri, label, *_ in rows(name, NODES)}
    walk = "MATCH (c:Participant)-[e:Edge*1..20 (r, n | WHERE r.type = 'initializedFrom')]->(p)"
    ancestors = {(c, p) for c, p in run(f"{walk} RETURN DISTINCT c.iri, p.iri")}
    expected = rows(name, "SELECT DISTINCT ?c ?p WHERE { ?c nemo:initializedFrom+ ?p }")
    assert ancestors == set(expected)
    assert len(expected) > 10


def test_every_step_of_weights_is_an_edge() -> None:
    """Each edge has its property as its type, whatever kind of step of weights it is."""
    exported_edges = render_dataset(load(FIXTURES / "pipelines/kite.ttl").dataset, "edges-csv")
    by_type: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(exported_edges)):
        by_type.setdefault(row["kind"], set()).add(row[":TYPE"])
    assert len(by_type.pop("weights")) == 7
    assert by_type["value model"] == {"valueModelFrom"}
    assert by_type["data filtering"] == {"filtersDataFor"}
    graph = load(FIXTURES / "pipelines/kite.ttl").graph(kinds=["weights", "judging"])
    assert graph.has_edge("kite-maths", "kite-merge")
    assert graph.has_edge("kite-final", "kite-final")
