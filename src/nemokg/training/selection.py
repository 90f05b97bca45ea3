"""Selections: the part of a dataset around a model, of some kinds of influence, or as drawn."""

from __future__ import annotations

from functools import cache

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import QueryError
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE
from nemokg.training import names
from nemokg.training.edges import checked_kinds, influence_kinds
from nemokg.training.excerpt import Excerpt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import Quad, Store, Triple

    from nemokg.dataset.opening import Dataset

    Resource = NamedNode | BlankNode

_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "nemo", "rdf", "rdfs"))
_PARTICIPANT_CLASSES = "SELECT DISTINCT ?class WHERE { ?class rdfs:subClassOf* nemo:Participant }"
_ABOVE = """
SELECT DISTINCT ?own ?above WHERE {
  ?own nemo:influenceKind ?kind ; rdfs:subPropertyOf* ?above
}
"""
# With the subject bound, and the rest filtered, no store looks through all claims.
_STATUSES = """
SELECT DISTINCT ?status ?refuted WHERE {{
  ?claim rdf:subject {0} ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status
  FILTER(?p = {1} && ?o = {2})
  OPTIONAL {{ ?claim nemo:rank ?refuted FILTER(?refuted = nemo:deprecated) }}
}} ORDER BY ?status ?refuted
"""
_IS_DRAWN = """
ASK {{
  ?claim rdf:subject {0} ; rdf:predicate ?p ; rdf:object ?o ;
    nemo:partOfPipeline ?pipeline ; nemo:evidence ?evidence .
  ?evidence dcterms:source ?drawing ; nemo:support ?support .
  ?pipeline nemo:explainerDrawing ?shown
  FILTER(?p = {1} && ?o = {2} && ?support = nemo:supports && ?shown = ?drawing)
}}
"""
_TYPE = NamedNode(RDF_TYPE)
_STATED = NamedNode(PREFIXES["nemo"] + "stated")


def select(
    dataset: Dataset,
    focus: str | None = None,
    depth: int | None = None,
    kinds: Collection[str] | None = None,
    drawn: bool = False,
    stated_only: bool = False,
) -> Dataset:
    """Return the part of a dataset that is asked for, or the dataset itself.

    Chosen are, of the edges between participants, those of the `kinds` of influence given; with
    `drawn` those that the drawing of their pipeline's explainer supports; with `stated_only` those
    that a claim states. With `focus`, a model by any of its names, the participants are those that
    no more than `depth` such edges (1 where none is given) part from it, in either direction; else
    those that such an edge touches. What is kept with them is said in `nemokg.training.excerpt`.
    Relations without a kind of influence are kept unless `kinds` or `drawn` asks for edges.
    `stated_only` alone is the view of `nemokg.dataset.views.stated_only`.

    Raises UnknownNameError where there is no such model, and QueryError for an unknown kind, a
    depth below 1, and a depth without a focus.

    >>> from nemokg.dataset.opening import open_dataset
    >>> dataset = open_dataset()
    >>> weights = select(dataset, kinds=["weights"])
    >>> 0 < len(weights.store) < len(dataset.store)
    True
    >>> select(dataset, depth=2)
    Traceback (most recent call last):
    nemokg.errors.QueryError: A depth needs a model to count from; name one as the focus.
    """
    if depth is not None and focus is None:
        raise QueryError("A depth needs a model to count from; name one as the focus.")
    if depth is not None and depth < 1:
        raise QueryError(f"The depth is a number of edges from 1 on, not {depth}.")
    if focus is not None or kinds is not None or drawn:
        chosen = _Selection(dataset, kinds, drawn, stated_only)
        store = chosen.all() if focus is None else chosen.around(focus, depth or 1)
        dataset = dataset.selection(store)
    return dataset.stated_only() if stated_only else dataset


class _Selection:
    """The edges that are chosen, and the excerpt of what they join."""

    def __init__(
        self, dataset: Dataset, kinds: Collection[str] | None, drawn: bool, stated_only: bool
    ) -> None:
        self.source = dataset.store
        self.engine = OxigraphEngine(self.source)
        known = influence_kinds(self.engine)
        chosen = known if kinds is None else checked_kinds(known, kinds)
        self.influences = {NamedNode(property_) for property_ in known}
        self.properties = [NamedNode(property_) for property_ in sorted(chosen)]
        # A denial may speak of a property above, such as ancestry of any length.
        rows = self.engine.select(_PROLOGUE + _ABOVE)
        self.above = {property_ for (own, property_) in rows if own in self.properties}
        self.edges_alone = kinds is not None or drawn
        self.drawn = drawn
        self.stated_only = stated_only
        rows = self.engine.select(_PROLOGUE + _PARTICIPANT_CLASSES)
        self.classes = {row[0] for row in rows}

    def around(self, focus: str, depth: int) -> Store:
        frontier: list[Resource] = [NamedNode(names.participant(self.engine, focus))]
        seen = set(frontier)
        for _ in range(depth):
            met = (end for name in frontier for end in self._neighbours(name))
            frontier = [end for end in dict.fromkeys(met) if end not in seen]
            seen.update(frontier)
        return self._excerpt(seen)

    def all(self) -> Store:
        found: set[Resource] = set()
        for property_ in self.properties:
            quads = self.source.quads_for_pattern(None, property_, None, DefaultGraph())
            for quad in quads:
                if self._is_chosen(quad.triple):
                    found.update(_ends(quad))
        return self._excerpt(found)

    def _excerpt(self, participants: set[Resource]) -> Store:
        return Excerpt(
            self.source, participants, cache(self._is_participant), cache(self._is_related)
        ).store()

    def _neighbours(self, name: Resource) -> Iterator[Resource]:
        for quad in self._touching(name, self.properties):
            if self._is_chosen(quad.triple):
                yield from _ends(quad)

    def _touching(self, name: Resource, properties: Iterable[NamedNode]) -> Iterator[Quad]:
        for property_ in properties:
            yield from self.source.quads_for_pattern(name, property_, None, DefaultGraph())
            yield from self.source.quads_for_pattern(None, property_, name, DefaultGraph())

    def _is_participant(self, resource: Resource) -> bool:
        types = self.source.quads_for_pattern(resource, _TYPE, None, DefaultGraph())
        return any(quad.object in self.classes for quad in types) or any(
            True for _ in self._touching(resource, self.influences)
        )

    def _is_related(self, triple: Triple) -> bool:
        """Return whether a relation between two chosen participants is kept, or its claim."""
        if not self.edges_alone:
            return True
        return triple.predicate in self.above and (not self.drawn or self._is_drawn(triple))

    def _is_chosen(self, triple: Triple) -> bool:
        return (not self.drawn or self._is_drawn(triple)) and (
            not self.stated_only or self._is_stated(triple)
        )

    def _is_drawn(self, triple: Triple) -> bool:
        return self.engine.ask(_PROLOGUE + _IS_DRAWN.format(*map(str, triple)))

    def _is_stated(self, triple: Triple) -> bool:
        claims = [tuple(row) for row in self.engine.select(_PROLOGUE + _STATUSES.format(*triple))]
        return not claims or (_STATED, None) in claims


def _ends(edge: Quad) -> list[Resource]:
    """Return the subject and the object of an edge."""
    return [end for end in (edge.subject, edge.object) if isinstance(end, NamedNode | BlankNode)]
