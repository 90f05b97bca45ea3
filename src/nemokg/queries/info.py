"""Counting what a dataset holds."""

from __future__ import annotations

from nemokg._version import __version__
from nemokg.dataset.stores import size
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.rdf.vocab import compact
from nemokg.validation.report import Info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset

_PROLOGUE = """
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""

# An edge is a property that has a kind of influence: no list of names is kept here.
_SECTIONS = {
    "classes": """
SELECT ?name (COUNT(DISTINCT ?x) AS ?n) WHERE {
  ?x a ?name FILTER(STRSTARTS(STR(?name), STR(nemo:)))
} GROUP BY ?name""",
    "claims by status": """
SELECT ?name (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a nemo:Claim ; nemo:status ?name }
GROUP BY ?name""",
    "claims by rank": """
SELECT ?name (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a nemo:Claim ; nemo:rank ?name }
GROUP BY ?name""",
    "edges by predicate": """
SELECT ?name (COUNT(*) AS ?n) WHERE {
  { SELECT DISTINCT ?name WHERE { ?name nemo:influenceKind ?kind } }
  ?s ?name ?o .
} GROUP BY ?name""",
    "other claimed facts by predicate": """
SELECT ?name (COUNT(*) AS ?n) WHERE {
  { SELECT DISTINCT ?name WHERE { ?c rdf:predicate ?name } }
  FILTER NOT EXISTS { ?name nemo:influenceKind ?kind }
  ?s ?name ?o .
} GROUP BY ?name""",
}


def describe(dataset: Dataset) -> Info:
    """Return the origin of a dataset, and counts of its classes, claims, edges and triples.

    >>> from nemokg.dataset.opening import open_dataset
    >>> describe(open_dataset()).counts["claims by status"]["nemo:stated"] > 0
    True
    """
    engine = OxigraphEngine(dataset.store)
    counts = {}
    for section, text in _SECTIONS.items():
        table = engine.select(_PROLOGUE + text)
        pairs = zip(map(str, table.column("name")), map(str, table.column("n")), strict=True)
        ordered = sorted(
            ((compact(name), int(n)) for name, n in pairs), key=lambda p: (-p[1], p[0])
        )
        counts[section] = dict(ordered)
    return Info(
        version=__version__,
        origin=dataset.origin,
        files=len(dataset.files),
        triples=size(dataset.store),
        counts=counts,
    )
