"""The graph of who trains whom, as values that a drawing needs: participants and edges.

Edges are the triples whose property has a ``nemo:influenceKind``; no other triple is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.rdf.formats import lexical
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, compact, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

_NEMO = PREFIXES["nemo"]
_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "nemo", "rdf", "rdfs"))
_EDGES = """
SELECT DISTINCT ?source ?predicate ?target ?kind ?claim ?status ?rank WHERE {
  ?predicate nemo:influenceKind ?kind .
  ?source ?predicate ?target .
  OPTIONAL {
    ?claim rdf:subject ?source ; rdf:predicate ?predicate ; rdf:object ?target ; nemo:status ?status
    OPTIONAL { ?claim nemo:rank ?rank }
  }
} ORDER BY ?source ?predicate ?target ?claim
"""
# Among several claims about one edge the first of these speaks for it.
_RANKS = ("preferred", "normal", "", "deprecated")
_STATUSES = ("stated", "attributed", "inferred", "")
_ABOVE = """
SELECT DISTINCT ?class ?above WHERE { ?class rdfs:subClassOf+ ?above } ORDER BY ?class ?above
"""


@dataclass(frozen=True)
class Node:
    """A participant; what the data do not say is empty, or None for a number.

    `classes` are local names, that of the participant itself before those above it; `phase` is the
    label of its phase, `row` its place in the explainer's table.
    """

    iri: str
    label: str
    definition: str
    classes: tuple[str, ...]
    group: str
    roles: tuple[str, ...]
    phase: str
    iteration: int | None
    row: int | None


@dataclass(frozen=True)
class Edge:
    """An edge as it is asserted; `claim`, `status` and `rank` are empty where no claim is about it.

    `kind` is the kind of influence, `label` says the edge in words; status and rank are local
    names.
    """

    source: str
    predicate: str
    target: str
    kind: str
    label: str
    claim: str
    status: str
    rank: str = ""


def training_graph(store: Store) -> tuple[list[Node], list[Edge]]:
    """Return the participants, in the order of the explainer's table, and the edges between them.

    Of several claims about an edge the one of the highest rank counts, then the best vouched for.
    Refuted edges have no triple and are not there.

    >>> from nemokg.dataset.opening import open_dataset
    >>> nodes, edges = training_graph(open_dataset().store)
    >>> {edge.source for edge in edges} <= {node.iri for node in nodes}
    True
    """
    engine = OxigraphEngine(store)
    rows = [tuple(map(lexical, row)) for row in engine.select(_PROLOGUE + _EDGES)]
    edges: dict[tuple[str, ...], Edge] = {}
    for source, predicate, target, kind, claim, status, rank in sorted(rows, key=_standing):
        words = _first(store, claim, RDFS_LABEL) or " ".join(
            _label(store, part) for part in (source, predicate, target)
        )
        edge = Edge(source, predicate, target, kind, words, claim, local(status), local(rank))
        edges.setdefault((source, predicate, target), edge)
    above: dict[str, list[str]] = {}
    for class_, other in engine.select(_PROLOGUE + _ABOVE):
        above.setdefault(lexical(class_), []).append(lexical(other))
    names = {name for edge in edges.values() for name in (edge.source, edge.target)}
    nodes = [_node(store, name, above) for name in sorted(names)]
    nodes.sort(key=lambda node: (node.row is None, node.row, node.iri))
    return nodes, list(edges.values())


def _standing(row: tuple[str, ...]) -> tuple[str | int, ...]:
    source, predicate, target, kind, claim, status, rank = row
    standing = (_place(_RANKS, local(rank)), _place(_STATUSES, local(status)))
    return source, predicate, target, *standing, claim, kind


def _place(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _node(store: Store, iri: str, above: Mapping[str, list[str]]) -> Node:
    types = _values(store, iri, RDF_TYPE)
    classes = [*types, *(name for own in types for name in above.get(own, ()))]
    phase = _first(store, iri, _NEMO + "phase")
    return Node(
        iri=iri,
        label=_label(store, iri),
        definition=_first(store, iri, PREFIXES["skos"] + "definition"),
        classes=tuple(map(local, classes)),
        group=_first(store, iri, _NEMO + "displayGroup"),
        roles=tuple(map(local, _values(store, iri, _NEMO + "role"))),
        phase=_label(store, phase) if phase else "",
        iteration=_number(store, iri, "iteration"),
        row=_number(store, iri, "explainerRow"),
    )


def _values(store: Store, iri: str, property_: str) -> list[str]:
    subject, predicate = NamedNode(iri), NamedNode(property_)
    quads = store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    return sorted(lexical(quad.object) for quad in quads)


def _first(store: Store, iri: str, property_: str) -> str:
    return next(iter(_values(store, iri, property_) if iri else ()), "")


def _number(store: Store, iri: str, name: str) -> int | None:
    text = _first(store, iri, _NEMO + name)
    return int(text) if text.isdecimal() else None


def _label(store: Store, iri: str) -> str:
    return _first(store, iri, RDFS_LABEL) or compact(iri)


def local(iri: str) -> str:
    """Return the local name of an IRI.

    >>> local("https://w3id.org/nemokg/model/my-student")
    'my-student'
    """
    return iri[len(namespace_of(iri)) :]
