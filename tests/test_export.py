"""The exports: the same graph in other clothes, and a drawing that says what it shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

import pydot
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store
from rdflib.compare import isomorphic

from nemokg.errors import OutputError
from nemokg.export import FORMATS, render
from nemokg.export.training_graph import Edge, training_graph
from nemokg.loader import load_dataset
from nemokg.views import stated_only
from nemokg.vocab import PREFIXES, XSD, compact

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TURTLE = RdfFormat.TURTLE
GRAPHS = {"jsonld": "json-ld", "nt": "nt", "ttl": "turtle"}
# Neither an order of triples nor a name of a blank node is the same when a file is read again.
AWKWARD = r"""
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix x: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:b x:p "a \"b\" \\ c\nd\ttab"@en , "x"@de , "plain" , 5 , 8.03 , true , "05"^^<urn:x:type> ;
    x:q ( 1 2 ) , [ x:p [ x:p x:b ] ] ; a x:C , x:D .
x:a nemo:p "only German"@de ; x:label "A" ; nemo:label "B" .
<urn:x:\u00e9> x:p <https://example.org/a/slash#and-hash> , "007"^^xsd:integer .
"""


@cache
def whole() -> Store:
    """Return the bundled dataset."""
    return load_dataset().store


@cache
def export(form: str) -> str:
    """Return the bundled dataset in a format."""
    return render(whole(), form)


def read(text: str, form: str) -> rdflib.Graph:
    """Return what rdflib, which wrote none of them, reads from an export."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # within rdflib's reader of JSON-LD
        return rdflib.Graph().parse(data=text, format=GRAPHS[form])


@cache
def source() -> rdflib.Graph:
    """Return what rdflib reads from the files of the dataset."""
    graph = rdflib.Graph()
    for file in load_dataset().files:
        graph.parse(file, format="turtle")
    return graph


def test_every_format_is_a_graph_or_a_drawing() -> None:
    """The tests below know of every format."""
    assert {*GRAPHS, "dot"} == set(FORMATS)


@pytest.mark.parametrize("form", GRAPHS)
def test_an_export_reads_back_as_the_files(form: str) -> None:
    """Another library reads from an export the graph that it reads from the Turtle files."""
    assert len(source()) > 1000
    assert isomorphic(read(export(form), form), source())


@pytest.mark.parametrize("form", GRAPHS)
def test_awkward_terms_survive(form: str) -> None:
    """Escapes, languages, datatypes, odd numbers, lists and blank nodes survive."""
    store = Store()
    store.load(AWKWARD, TURTLE)
    expected = rdflib.Graph().parse(data=AWKWARD, format="turtle")
    assert isomorphic(read(render(store, form), form), expected)


@pytest.mark.parametrize("value", ["9" * 20, "12345678901234567", "-5", "five", "true"])
def test_jsonld_keeps_odd_numbers(value: str) -> None:
    """Integers too long for some readers of JSON, and what is no integer at all, survive."""
    store, other = Store(), Store()
    store.load(f'<x:a> <x:p> "{value}"^^<{XSD}integer> , "{value}"^^<{XSD}boolean> .', TURTLE)
    text = render(store, "jsonld")
    other.load(text, RdfFormat.JSON_LD)
    assert render(other, "nt") == render(store, "nt")
    numbers = re.findall(r": ?([0-9]+),?$", text, re.MULTILINE)
    assert all(len(number) < 16 for number in numbers)


@pytest.mark.parametrize("form", FORMATS)
def test_equal_datasets_give_equal_bytes(form: str) -> None:
    """The order in which triples were read, and their blank nodes' names, leave no trace."""
    other = Store()
    lines = whole().dump(format=RdfFormat.N_QUADS)
    assert lines is not None
    renamed = [line.replace(b"_:", b"_:z") for line in reversed(lines.splitlines())]
    other.load(b"\n".join(renamed), RdfFormat.N_QUADS)
    assert render(other, form) == export(form)


def test_ntriples_are_sorted() -> None:
    """N-Triples are one sorted line for each triple."""
    lines = export("nt").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == len(whole())


def test_turtle_has_a_block_per_subject_and_all_prefixes() -> None:
    """Turtle declares every prefix and has one block per subject, sorted by local name."""
    head, *blocks = export("ttl").split("\n\n")
    assert head.count("@prefix") == len(PREFIXES)
    assert len(blocks) == len({quad.subject for quad in whole()})
    names = [block.split(maxsplit=1)[0] for block in blocks]
    plain = [name for name in names if name[0] not in "<_"]
    assert [name.partition(":")[2] for name in plain] == sorted(
        name.partition(":")[2] for name in plain
    )


def test_jsonld_is_compact() -> None:
    """A resource has short keys, plain values, and an array wherever any resource has several."""
    document = json.loads(export("jsonld"))
    assert document["@context"]["@version"] == 1.1
    by_id = {node["id"]: node for node in document["@graph"]}
    student = by_id["model:sft-student"]
    assert student["type"] == "nemo:StudentCheckpoint"
    assert student["label"] == "Nemotron 3 Ultra SFT student"
    assert student["initializedFrom"] == ["model:ultra-base"]
    assert student["explainerRow"] == 2
    keys = {key for node in document["@graph"] for key in node}
    assert not [key for key in keys if compact(key) != key]


def test_an_export_of_the_stated_view_lacks_what_is_inferred() -> None:
    """The view of what is stated has fewer triples and fewer edges to draw."""
    view = stated_only(whole())
    assert len(render(view, "nt").splitlines()) < len(whole())
    statuses = {edge.status for edge in training_graph(view)[1]}
    assert statuses == {"stated"}


# The drawing


def parsed(text: str) -> pydot.Dot:
    """Return the graph that pydot reads from DOT."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # within the parser of pydot
        graphs = pydot.graph_from_dot_data(text)
    assert graphs is not None
    (graph,) = graphs
    return graph


@cache
def drawing(drawn: bool = False) -> tuple[dict[str, pydot.Node], dict[str, pydot.Edge]]:
    """Return the nodes and edges that pydot reads from the DOT, by their ids."""
    graph = parsed(render(whole(), "dot", drawn))
    nodes: dict[str, pydot.Node] = {}
    for part in (graph, *graph.get_subgraphs()):
        nodes.update({plain(n, "id"): n for n in part.get_nodes() if n.get("id")})
    return nodes, {plain(edge, "id"): edge for edge in graph.get_edges()}


def plain(part: Any, name: str) -> str:
    """Return an attribute without its quotation marks."""
    return str(part.get(name) or "").strip('"')


def edges(kind: str) -> list[tuple[Edge, pydot.Edge]]:
    """Return the edges of a kind as they are and as they are drawn."""
    found = [edge for edge in training_graph(whole())[1] if edge.kind == kind]
    assert found, kind
    return [(edge, drawing()[1][compact(edge.claim).partition(":")[2]]) for edge in found]


def test_every_live_edge_is_drawn_once() -> None:
    """Each edge of influence is drawn once; a refuted one, feeds and memberships are not."""
    rows = nemokg_edges()
    live = {claim for claim, rank in rows if rank != "nemo:deprecated"}
    refuted = {claim for claim, rank in rows} - live
    assert refuted
    assert set(drawing()[1]) == live
    assert len(live) == len(training_graph(whole())[1])


def nemokg_edges() -> list[tuple[str, str]]:
    """Return claim and rank of each edge, as the canned query gives them."""
    import nemokg

    table = nemokg.load().query("edges")
    assert isinstance(table, nemokg.Table)
    claims = (compact(str(claim)).partition(":")[2] for claim in table.column("claim"))
    return list(zip(claims, (compact(str(rank)) for rank in table.column("rank")), strict=True))


def test_only_initialization_is_dashed_in_the_colour_of_the_parent() -> None:
    """Edges of weights are dashed, no others are, and each parent has a colour of its own."""
    colours: dict[str, set[str]] = {}
    for edge, line in edges("weights"):
        assert line.get("style") == "dashed"
        assert line.get_source() == f'"{compact(edge.target)}"', "weights flow from the parent"
        if edge.status != "inferred":
            colours.setdefault(edge.target, set()).add(plain(line, "color"))
    assert all(len(own) == 1 for own in colours.values())
    assert len(set.union(*colours.values())) == len(colours) > 3
    for parent, own in colours.items():
        assert plain(drawing()[0][compact(parent).partition(":")[2]], "color") in own
    dashed = [line for line in drawing()[1].values() if line.get("style") == "dashed"]
    assert len(dashed) == len(edges("weights"))


def test_the_student_line_is_thick() -> None:
    """Initialization between checkpoints of the student line is thick, and nothing else is."""
    student = {n.iri for n in training_graph(whole())[0] if "studentBackboneRole" in n.roles}
    for line in drawing()[1].values():
        ends = {str(end).strip('"') for end in (line.get_source(), line.get_destination())}
        along = ends <= {compact(iri) for iri in student}
        assert (line.get("penwidth") == "4") == (along and line.get("style") == "dashed")
    assert sum(line.get("penwidth") == "4" for line in drawing()[1].values()) >= 5


@pytest.mark.parametrize(
    ("kind", "colour"), [("distillation", "#d6336c"), ("reward", "#7048e8"), ("data", "#868e96")]
)
def test_solid_kinds_have_their_colour(kind: str, colour: str) -> None:
    """Distillation is solid rose, rewards solid purple, data solid grey."""
    for edge, line in edges(kind):
        assert line.get("style") == "solid"
        if edge.status != "inferred":
            assert plain(line, "color") == colour


def test_helpers_have_styles_of_their_own() -> None:
    """Judging, red-teaming and recipes are each drawn unlike every other kind."""
    styles: dict[str, set[tuple[str, ...]]] = {}
    for kind in ("distillation", "reward", "data", "judging", "red-teaming", "recipe"):
        for edge, line in edges(kind):
            if edge.status != "inferred":
                look = (plain(line, "style"), plain(line, "color"), plain(line, "arrowhead"))
                styles.setdefault(kind, set()).add(look)
    looks = [look for own in styles.values() for look in own]
    assert len(looks) == len(set(looks)) == len(styles) >= 5


def test_inferred_edges_are_told_apart() -> None:
    """An inferred edge, and no other, has an open arrowhead and a question mark."""
    seen = set()
    for edge in training_graph(whole())[1]:
        line = drawing()[1][compact(edge.claim).partition(":")[2]]
        inferred = edge.status == "inferred"
        assert (plain(line, "label") == "?") == inferred
        assert plain(line, "arrowhead").startswith("o") == inferred
        seen.add(inferred)
    assert seen == {True, False}


def test_nodes_and_edges_can_be_linked_and_styled() -> None:
    """Everything drawn has an id, a class, a tooltip and the IRI as its link."""
    nodes, lines = drawing()
    assert len(nodes) == len(training_graph(whole())[0])
    for part in (*nodes.values(), *lines.values()):
        assert plain(part, "class")
        assert plain(part, "tooltip")
        assert plain(part, "URL").startswith("https://w3id.org/nemokg/")


def test_the_drawn_view_is_that_of_the_explainer() -> None:
    """The view of the drawing has exactly the edges of the canned query drawn-edges."""
    import nemokg

    table = nemokg.load().query("drawn-edges")
    assert isinstance(table, nemokg.Table)
    expected = {compact(str(claim)).partition(":")[2] for claim in table.column("claim")}
    assert set(drawing(drawn=True)[1]) == expected


def test_text_of_any_kind_can_be_drawn() -> None:
    """Quotes, backslashes, line ends, and what has no label or claim, do not break the DOT."""
    store = Store()
    store.load(
        r"""
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
nemo:sways nemo:influenceKind "charm" .
<https://example.org/a> nemo:sways <https://example.org/b> ; rdfs:label "A \"b\" \\ c\nd" .
""",
        RdfFormat.TURTLE,
    )
    graph = parsed(render(store, "dot"))
    assert [plain(edge, "id") for edge in graph.get_edges()] == ["a--sways--b"]
    labels = [plain(node, "label") for node in graph.get_nodes() if node.get("URL")]
    assert labels == [r"A \"b\" \\ c d", "https://example.org/b"]


@pytest.mark.parametrize("drawn", [False, True])
def test_graphviz_draws_it(drawn: bool) -> None:
    """Graphviz reads the DOT without a complaint and draws every edge."""
    dot = shutil.which("dot")
    if dot is None and "CI" not in os.environ:
        pytest.skip("dot (Debian package graphviz) is not installed")
    assert dot is not None, "install graphviz: the drawing must be made here"
    text = render(whole(), "dot", drawn)
    done = subprocess.run([dot, "-Tsvg"], input=text, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    for name in drawing(drawn)[1]:
        assert f'id="{name}"' in unescape(done.stdout)


# The command


def test_the_command_writes_a_file(nemokg: Callable[..., Any], tmp_path: Path) -> None:
    """`nemokg export` prints, or with --output writes, what the library makes."""
    assert nemokg("export", "nt").out == export("nt")
    file = tmp_path / "graph.ttl"
    assert nemokg("export", "ttl", "-o", file)[:2] == (0, "")
    assert file.read_text(encoding="utf-8") == export("ttl")
    drawn = nemokg("export", "dot", "--view", "drawn", "--stated-only")
    assert drawn.out == render(stated_only(whole()), "dot", drawn=True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pdf"], "invalid choice: 'pdf'"),
        ([], "required: FORMAT"),
        (["nt", "--view", "drawn"], "nt holds the whole dataset"),
        (["nt", "--data", "nowhere.ttl"], "nowhere.ttl: no such file"),
        (["nt", "-o", "no/such/folder/x.nt"], "cannot be written"),
    ],
)
def test_bad_input(nemokg: Callable[..., Any], arguments: list[str], message: str) -> None:
    """What cannot be exported ends with exit code 2 and one sentence."""
    outcome = nemokg("export", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_the_library_refuses_what_it_has_not() -> None:
    """An unknown format, and a drawing's view of a format that draws nothing, are refused."""
    with pytest.raises(OutputError, match='no format "pdf"; choose one of dot'):
        render(Store(), "pdf")
    with pytest.raises(OutputError, match="view of the drawing is for dot"):
        render(Store(), "ttl", drawn=True)
