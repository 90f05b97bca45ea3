"""DOT: what is drawn, and that each line says what it stands for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from coloraide import Color
from drawings import (
    AWKWARD_LABEL,
    Line,
    attribute,
    awkward,
    lines,
    parsed,
    parts,
    picture,
    view,
)
from paths import FIXTURES
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.dataset.views import stated_only_store
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.export import render_dataset
from nemokg.export.drawing.dot_style import KINDS, OTHER, line_look
from nemokg.rdf.vocab import prefixed_name
from nemokg.training.graph import nodes_and_edges

if TYPE_CHECKING:
    from collections.abc import Callable

VIEWS = pytest.mark.parametrize("drawn", [False, True], ids=["whole", "drawn"])
SOLID = {"distillation": "#c2255c", "reward": "#5f3dc4", "data": "#868e96"}
PAPER = ("#ffffff", "#f8f9fa")


def colours(look: Callable[[str], str]) -> list[str]:
    """Return the colours of a line that can be seen."""
    return [name for name in look("color").split(":") if name != "#ffffff00"]


def check_style(line: Line, look: Callable[[str], str], parent: str) -> None:
    """Hold what the design says of a line against what is drawn; `look` gives an attribute."""
    assert (look("style") == "dashed") == (line.kind == "weights")
    assert (look("penwidth") == "4.5") == (line.thick and line.status != "inferred")
    inferred = line.status == "inferred"
    own = colours(look)
    assert len(own) == (2 if inferred else 1)
    assert set(own) == {parent if line.kind == "weights" else KINDS[line.kind].colour}
    assert look("arrowhead").startswith("o") == (line.status != "stated")
    if line.kind in SOLID:
        assert (look("style"), own[0]) == ("solid", SOLID[line.kind])


@VIEWS
def test_pydot_reads_every_edge_in_its_style(drawn: bool) -> None:
    """Every live edge, and no other, is drawn once, and in the style of the design."""
    nodes, edges = parts(picture("dot", drawn))
    assert edges.keys() == lines(drawn).keys()
    for name, line in lines(drawn).items():
        edge = edges[name]
        parent = attribute(nodes[line.target.rsplit("/", 1)[1]], "color")
        check_style(line, lambda key, edge=edge: attribute(edge, key), parent)  # type: ignore[misc]
        ends = [prefixed_name(line.source), prefixed_name(line.target)]
        if line.kind == "weights":  # they flow from parent to child
            ends.reverse()
        assert [str(edge.get_source()), str(edge.get_destination())] == [f'"{e}"' for e in ends]


@VIEWS
def test_graphviz_reads_every_edge_in_its_style(drawn: bool) -> None:
    """The program that draws sees the same edges in the same styles."""
    drawing = json.loads(run_dot(picture("dot", drawn), "-Tjson"))
    edges = {edge["id"]: edge for edge in drawing["edges"] if "URL" in edge}
    nodes = {node["id"]: node for node in drawing["objects"] if "URL" in node}
    assert edges.keys() == lines(drawn).keys()
    for name, line in lines(drawn).items():
        parent = nodes[line.target.rsplit("/", 1)[1]]["color"]
        check_style(line, edges[name].__getitem__, parent)


def run_dot(text: str, *options: str) -> str:
    """Return what the program dot makes of DOT."""
    program = shutil.which("dot")
    if program is None:
        assert not os.environ.get("CI"), "the package graphviz is missing"
        pytest.skip("needs the program dot, of the package graphviz")
    ended = subprocess.run(
        [program, *options], input=text.encode(), capture_output=True, check=True
    )
    assert not ended.stderr
    return ended.stdout.decode()


def test_the_drawn_view_is_that_of_the_explainer() -> None:
    """The view of the drawing has exactly the edges of the canned query drawn-edges."""
    import nemokg

    table = nemokg.load().query("drawn-edges")
    assert isinstance(table, nemokg.Table)
    expected = {prefixed_name(str(claim)).partition(":")[2] for claim in table.column("claim")}
    assert parts(picture("dot", drawn=True))[1].keys() == expected


def test_each_parent_has_a_colour_of_its_own() -> None:
    """No two checkpoints give their weights in the same colour, or in that of a solid kind."""
    _, edges = parts(picture("dot"))
    own: dict[str, set[str]] = {}
    for name, line in lines().items():
        if line.kind == "weights":
            own.setdefault(line.target, set()).update(
                colours(lambda key, name=name: attribute(edges[name], key))  # type: ignore[misc]
            )
    used = [*(colour for found in own.values() for colour in found), *SOLID.values()]
    assert len(used) == len(own) + 3 > 8
    for one, other in combinations(used, 2):
        assert Color(one).delta_e(other, method="2000") > 12, (one, other)


@pytest.mark.parametrize("eyes", ["normal", "deutan", "protan", "tritan", "grey"])
def test_kinds_are_told_apart(eyes: str) -> None:
    """Kinds of lines differ in pattern or head, or in a colour that differs for all eyes."""

    def seen(colour: str) -> Any:
        if eyes == "normal":
            return Color(colour)
        if eyes == "grey":
            return Color(colour).filter("grayscale")
        return Color(colour).filter(eyes)

    looks = [*(look for kind, look in KINDS.items() if kind != "weights"), OTHER]
    for one, other in combinations(looks, 2):
        differ = (one.style, one.head) != (other.style, other.head)
        apart = seen(one.colour).delta_e(seen(other.colour), method="2000")
        assert differ or apart > 10, (one, other, apart)
    assert all(look.style != KINDS["weights"].style for look in looks)


def test_lines_can_be_seen() -> None:
    """Every colour of a line stands out from the paper as WCAG asks of graphics: 3 to 1."""
    _, edges = parts(picture("dot"))
    used = {
        c
        for edge in edges.values()
        for c in colours(lambda key, edge=edge: attribute(edge, key))  # type: ignore[misc]
    }
    assert len(used) > 10
    for colour in used | {look.colour for look in (*KINDS.values(), OTHER) if look.colour}:
        assert min(Color(colour).contrast(paper) for paper in PAPER) >= 3, colour


def test_statuses_are_told_apart_without_colour() -> None:
    """A line is stated, attributed or inferred by its head and its number of strokes."""
    for look in (*KINDS.values(), OTHER):
        drawn = [
            line_look(look, status, "#000000") for status in ("stated", "attributed", "inferred")
        ]
        heads = [each["arrowhead"] for each in drawn]
        assert heads[0] != heads[1] == heads[2]
        assert [len(each["color"].split(":")) for each in drawn] == [1, 1, 3]


@VIEWS
def test_the_legend_has_a_sample_of_every_line(drawn: bool) -> None:
    """The legend shows each kind that is drawn as it is drawn, the student line and inference."""
    (box,) = parsed(picture("dot", drawn)).get_subgraph("cluster_legend")
    samples = {attribute(edge, "id"): edge for edge in box.get_edges()}
    kinds = {line.kind for line in lines(drawn).values()}
    assert samples.keys() == {f"legend-{name}" for name in (*kinds, "student-line", "inferred")}
    for kind in kinds - {"weights"}:
        assert attribute(samples[f"legend-{kind}"], "color") == KINDS[kind].colour


def test_steps_of_weights_are_told_apart() -> None:
    """Each step of weights is dashed, with a head of its own, which the legend explains."""
    text = render_dataset(open_dataset([FIXTURES / "pipelines/kite.ttl"]), "dot")
    _, edges = parts(text)
    heads: dict[str, set[str]] = {}
    for edge in edges.values():
        step, kind, *_ = attribute(edge, "class").split()
        if kind == "weights":
            assert attribute(edge, "style") == "dashed"
            heads.setdefault(step, set()).add(attribute(edge, "arrowhead"))
    assert len(heads) == len(set(map(frozenset, heads.values()))) == 7
    (box,) = parsed(text).get_subgraph("cluster_legend")
    samples = {attribute(edge, "id")[7:]: edge for edge in box.get_edges()}
    assert heads.keys() - {"initializedFrom"} <= samples.keys()
    for step in heads.keys() - {"initializedFrom", "weightParent"}:
        assert attribute(samples[step], "arrowhead") in heads[step]
    assert {"value-model", "data-transformation", "data-filtering"} < samples.keys()


def test_rounds_are_boxes() -> None:
    """Whoever is made for a round stands in the box of that round; the student line passes by."""
    boxes = {
        attribute(box, "label"): {attribute(node, "id") for node in box.get_nodes()}
        for box in parsed(picture("dot")).get_subgraphs()
    }
    for node in nodes_and_edges(OxigraphEngine(view()))[0]:
        if node.iteration and "studentBackboneRole" not in node.roles:
            assert (
                prefixed_name(node.iri).partition(":")[2]
                in boxes[f"{node.phase}, iteration {node.iteration}"]
            )
    assert {name for name in boxes if "iteration" in name} == {
        "during distillation, iteration 1",
        "during distillation, iteration 2",
    }


def test_everything_can_be_linked_and_styled() -> None:
    """Nodes and edges have an id, classes, a tooltip and the IRI as their link."""
    nodes, edges = parts(picture("dot"))
    assert len(nodes) == len({end for line in lines().values() for end in line[:3:2]})
    for name, line in lines().items():
        property_ = line.predicate.rsplit("#", 1)[1]
        classes = attribute(edges[name], "class").split()
        assert classes[:3] == [property_, line.kind, line.status]
        assert ("student-line" in classes) == line.thick
        assert attribute(edges[name], "URL") == line.claim
        assert line.status in attribute(edges[name], "tooltip")
    for node in nodes.values():
        assert attribute(node, "class")
        assert attribute(node, "URL").rsplit("/", 1)[1] == attribute(node, "id")
        assert attribute(node, "label").split("\\n")[0] in attribute(node, "tooltip")


def test_only_what_is_stated() -> None:
    """The view of what is stated has no line that is not."""
    _, edges = parts(render_dataset(Dataset(stated_only_store(view())), "dot"))
    assert {attribute(edge, "class").split()[2] for edge in edges.values()} == {"stated"}


def test_text_of_any_kind_can_be_drawn() -> None:
    """Quotes, backslashes, markup and other scripts are shown as they are."""
    text = render_dataset(Dataset(awkward()), "dot")
    nodes, edges = parts(text)
    assert len(nodes) == 3
    assert len(edges) == 2
    drawing = json.loads(run_dot(text, "-Tjson"))
    shown = [
        " ".join(step["text"] for step in node.get("_ldraw_", ()) if step["op"] == "T")
        for node in drawing["objects"]
    ]
    assert AWKWARD_LABEL in shown


def test_a_live_claim_speaks_before_a_deprecated_one() -> None:
    """Of claims that compete, a refuted one never counts, then the one of the best status does."""
    _, edges = parts(render_dataset(Dataset(awkward()), "dot"))
    assert [attribute(edge, "class") for edge in edges.values()] == [
        "sways charm-wit attributed",
        "initializedFrom weights",
    ]


def test_ids_are_never_shared() -> None:
    """Resources of two namespaces with one local name keep apart."""
    nodes, _ = parts(render_dataset(Dataset(awkward()), "dot"))
    assert set(nodes) == {"https-a-org-m", "https-b-org-m", "x-y-1-z-2"}


def test_equal_datasets_are_drawn_alike() -> None:
    """The order in which triples were read leaves no trace."""
    assert render_dataset(Dataset(awkward()), "dot") == render_dataset(Dataset(awkward()), "dot")


def test_a_text_that_no_box_can_show_is_cut() -> None:
    """Of a label or definition of megabytes, which no box could show, the start is drawn."""
    store = Store()
    text = "word " * 300_000
    store.load(
        "PREFIX nemo: <https://w3id.org/nemokg/ontology#>"
        " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " nemo:initializedFrom nemo:influenceKind 'weights' ; nemo:rank 1 ."
        f' <urn:x:a> nemo:initializedFrom <urn:x:b> ; rdfs:label "{text}" ;'
        f' rdfs:comment "{text}" .',
        RdfFormat.TURTLE,
    )
    drawn = render_dataset(Dataset(store), "dot")
    assert "word word" in drawn
    assert len(drawn) < 20_000
