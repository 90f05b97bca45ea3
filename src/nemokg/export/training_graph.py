"""The graph of who trains whom, as values that a drawing needs: participants and edges.

Edges are the triples whose property has a ``nemo:influenceKind``; the rest is not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

_PROLOGUE = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("dcterms", "nemo", "rdf", "rdfs", "skos")
)
_EDGES = """
SELECT DISTINCT ?source ?predicate ?target ?kind ?predicateLabel ?claim ?claimLabel ?status WHERE {
  ?predicate nemo:influenceKind ?kind .
  ?source ?predicate ?target .
  OPTIONAL { ?predicate rdfs:label ?predicateLabel }
  OPTIONAL {
    ?claim rdf:subject ?source ; rdf:predicate ?predicate ; rdf:object ?target ; nemo:status ?status
    OPTIONAL { ?claim rdfs:label ?claimLabel }
  }
} ORDER BY ?source ?predicate ?target ?claim
"""
_DRAWN = """
SELECT DISTINCT ?claim WHERE {
  ?claim nemo:partOfPipeline/nemo:explainerDrawing ?drawing ; nemo:evidence ?evidence .
  ?evidence dcterms:source ?drawing ; nemo:support ?support
  FILTER(?support = nemo:supports)
}
"""
# One row for each value: a participant may have several roles and, in other data, anything else.
_NODES = """
SELECT DISTINCT ?node ?property ?value WHERE {
  { SELECT DISTINCT ?node WHERE {
      ?predicate nemo:influenceKind ?kind .
      { ?node ?predicate ?other } UNION { ?other ?predicate ?node }
  } }
  VALUES ?property {
    rdfs:label skos:definition nemo:displayGroup nemo:phase nemo:iteration nemo:role
    nemo:explainerRow nemo:externalTo rdf:type
  }
  ?node ?property ?value
} ORDER BY ?node ?property ?value
"""
_CLASSES = "SELECT DISTINCT ?class ?above WHERE { ?class rdfs:subClassOf+ ?above }"
_LABELS = """
SELECT ?thing ?label WHERE { ?thing a nemo:Phase ; rdfs:label ?label } ORDER BY ?thing ?label
"""


@dataclass(frozen=True)
class Node:
    """A participant. `kinds` are its classes and those above them, the nearest first."""

    iri: str
    label: str
    definition: str
    kinds: tuple[str, ...]
    group: str
    roles: tuple[str, ...]
    phase: str | None
    phase_label: str
    iteration: int | None
    row: int | None
    external: bool


@dataclass(frozen=True)
class Edge:
    """An edge as it is asserted, with the claim about it; where there is none, `claim` is None."""

    source: str
    predicate: str
    target: str
    kind: str
    predicate_label: str
    claim: str | None
    claim_label: str
    status: str
