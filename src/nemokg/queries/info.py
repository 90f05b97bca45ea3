"""Counting the contents of a dataset."""

from __future__ import annotations

from nemokg._version import __version__
from nemokg.dataset.layers import FILE_LAYERS, OWN
from nemokg.dataset.views import count_asserted_triples, count_entailed_triples
from nemokg.rdf.vocab import prefixed_name
from nemokg.validation.report import Info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset
    from nemokg.engine.protocol import Engine

_PROLOGUE = """
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""

# An edge is a property that has a kind of influence: no list of names is kept here. Triples are
# counted once: a store elsewhere that has one in several graphs may find it as often.
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
  { SELECT DISTINCT ?name ?s ?o WHERE { ?name nemo:influenceKind ?kind . ?s ?name ?o } }
} GROUP BY ?name""",
    "other claimed facts by predicate": """
SELECT ?name (COUNT(*) AS ?n) WHERE {
  { SELECT DISTINCT ?name ?s ?o WHERE {
    { SELECT DISTINCT ?name WHERE { ?c rdf:predicate ?name } }
    FILTER NOT EXISTS { ?name nemo:influenceKind ?kind }
    ?s ?name ?o
  } }
} GROUP BY ?name""",
}
_TRIPLES = "SELECT (COUNT(*) AS ?n) WHERE { { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } } }"


def dataset_info(dataset: Dataset) -> Info:
    """Return the layers of a dataset, and counts of its classes, claims, edges and triples.

    Above our layers, classes, claims and edges are counted that own files add to these.

    >>> from nemokg.dataset.opening import open_dataset
    >>> dataset_info(open_dataset()).counts["claims by status"]["nemo:stated"] > 0
    True
    """
    counts = _section_counts(dataset.engine)
    if dataset.has_layer(OWN) and len(dataset.layers) > 1:
        beneath = _section_counts(dataset.layers_below().engine)
        counts = {section: _added(names, beneath[section]) for section, names in counts.items()}
    return Info(
        version=__version__,
        origin=dataset.origin,
        layers=tuple(layer.kind for layer in dataset.layers),
        stated=dataset.stated,
        files=len(dataset.files),
        triples=_count_triples(dataset),
        layer_triples=_layer_triples(dataset),
        entailed=count_entailed_triples(dataset.store) if dataset.entailed else 0,
        counts=counts,
    )


def _section_counts(engine: Engine) -> dict[str, dict[str, int]]:
    counts = {}
    for section, text in _SECTIONS.items():
        table = engine.select(_PROLOGUE + text)
        pairs = zip(map(str, table.column("name")), map(str, table.column("n")), strict=True)
        ordered = sorted(
            ((prefixed_name(name), int(n)) for name, n in pairs), key=lambda p: (-p[1], p[0])
        )
        counts[section] = dict(ordered)
    return counts


def _added(counts: dict[str, int], beneath: dict[str, int]) -> dict[str, int]:
    """Return by how much counts exceed those of what lies beneath, where they do."""
    added = ((name, count - beneath.get(name, 0)) for name, count in counts.items())
    return dict(sorted((p for p in added if p[1] > 0), key=lambda p: (-p[1], p[0])))


def _layer_triples(dataset: Dataset) -> dict[str, int]:
    """Return how many triples each layer adds to those beneath it, the uppermost first."""
    layers = dataset.layers
    if dataset.part or not all(each.kind in FILE_LAYERS for each in layers):
        return {}
    totals = [_count_triples(dataset)]
    totals += (_count_triples(dataset.layers_below(n)) for n in range(1, len(layers)))
    added = (upper - lower for upper, lower in zip(totals, [*totals[1:], 0], strict=True))
    return dict(zip((layer.kind for layer in reversed(layers)), added, strict=True))


def _count_triples(dataset: Dataset) -> int:
    if not dataset.remote:
        return count_asserted_triples(dataset.store)
    (number,) = dataset.engine.select(_TRIPLES).column("n")
    return int(str(number))
