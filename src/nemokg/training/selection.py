"""Selections: the part of a dataset around a model, of some kinds of influence, or as drawn."""

from __future__ import annotations

from pyoxigraph import NamedNode

from nemokg.errors import QueryError
from nemokg.rdf.blank_nodes import resource_term
from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES
from nemokg.training import names
from nemokg.training.edges import Scope, claims_by_triple, influence_kinds, select_kinds
from nemokg.training.excerpt import Excerpt
from nemokg.training.lookups import values_clauses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pyoxigraph import Store, Triple

    from nemokg.dataset.opening import Dataset
    from nemokg.engine.protocol import Engine
    from nemokg.training.edges import EdgeClaim

_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "nemo", "rdf", "rdfs"))
_ABOVE = """
SELECT DISTINCT ?own ?above WHERE {
  ?own nemo:influenceKind ?kind ; rdfs:subPropertyOf* ?above
} ORDER BY ?own ?above
"""
_DRAWN = """
SELECT DISTINCT ?subject ?predicate ?object WHERE {{
  VALUES ?subject {{ {0} }}
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    nemo:partOfPipeline ?pipeline ; nemo:evidence ?evidence .
  ?evidence dcterms:source ?source ; nemo:support ?support .
  ?pipeline nemo:explainerDrawing ?drawing
  FILTER(?support = nemo:supports && ?drawing = ?source)
}} ORDER BY ?subject ?predicate ?object
"""


def select_part(
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
    `stated_only` alone is the view of `nemokg.dataset.views.stated_only_store`. The part of a
    dataset that has what its triples entail has what those of the part entail.

    Raises UnknownNameError if there is no such model, and QueryError for an unknown kind, a
    depth below 1, and a depth without a focus.

    >>> from nemokg.dataset.opening import open_dataset
    >>> dataset = open_dataset()
    >>> weights = select_part(dataset, kinds=["weights"])
    >>> 0 < len(weights.store) < len(dataset.store)
    True
    >>> select_part(dataset, depth=2)
    Traceback (most recent call last):
    nemokg.errors.QueryError: A depth needs a model to count from; name one as the focus.
    """
    if depth is not None and focus is None:
        raise QueryError("A depth needs a model to count from; name one as the focus.")
    if depth is not None and depth < 1:
        raise QueryError(f"The depth is a number of edges, at least 1, not {depth}.")
    if dataset.entailed:
        asserted = dataset.asserted_view()
        return select_part(asserted, focus, depth, kinds, drawn, stated_only).entailed_view()
    if focus is not None or kinds is not None or drawn:
        chosen = _Selection(dataset.engine, kinds, drawn, stated_only)
        store = chosen.all() if focus is None else chosen.around(focus, depth or 1)
        dataset = dataset.part_in_store(store)
    return dataset.stated_only_view() if stated_only else dataset


class _Selection:
    """The edges that are chosen, and the excerpt of what they join."""

    def __init__(
        self, engine: Engine, kinds: Collection[str] | None, drawn: bool, stated_only: bool
    ) -> None:
        self.engine = engine
        self.influences = influence_kinds(engine)
        self.kinds = self.influences if kinds is None else select_kinds(self.influences, kinds)
        # A denial may speak of a property above, such as ancestry of any length.
        rows = engine.select(_PROLOGUE + _ABOVE).rows
        self.above = {above for own, above in rows if bare_text(own) in self.kinds}
        self.edges_alone = kinds is not None or drawn
        self.drawn = drawn
        self.stated_only = stated_only

    def around(self, focus: str, depth: int) -> Store:
        frontier = {names.find_participant(self.engine, focus)}
        participants = set(frontier)
        for _ in range(depth):
            properties, models = list(self.kinds), sorted(frontier)
            scopes = (Scope(part, models, properties) for part in ("subject", "object"))
            frontier = self._ends(*scopes) - participants
            participants |= frontier
        return self._excerpt(participants)

    def all(self) -> Store:
        return self._excerpt(self._ends(Scope("predicate", list(self.kinds))))

    def _ends(self, *scopes: Scope) -> set[str]:
        """Return the ends of the chosen edges in the scopes."""
        claims = claims_by_triple(self.engine, *scopes)
        edges = set(claims)
        if self.drawn:
            edges &= self._drawn(subject for subject, _, _ in edges)
        if self.stated_only:
            edges = {edge for edge in edges if _is_stated(claims[edge])}
        return {end for subject, _, object_ in edges for end in (subject, object_)}

    def _excerpt(self, participants: set[str]) -> Store:
        drawn = self._drawn(participants) if self.drawn else set()

        def is_chosen(triple: Triple) -> bool:
            """Return whether a relation between two participants is kept, or a claim of it."""
            if not self.edges_alone:
                return True
            named = (bare_text(triple.subject), triple.predicate.value, bare_text(triple.object))
            return triple.predicate in self.above and (not self.drawn or named in drawn)

        influences = [NamedNode(property_) for property_ in self.influences]
        resources = map(resource_term, participants)
        return Excerpt(self.engine, resources, influences, is_chosen).store()

    def _drawn(self, subjects: Iterable[str]) -> set[tuple[str, ...]]:
        """Return the triples of the subjects that the drawing of an explainer supports."""
        drawn: set[tuple[str, ...]] = set()
        for values in values_clauses(subjects):
            rows = self.engine.select(_PROLOGUE + _DRAWN.format(values)).rows
            drawn.update(tuple(map(bare_text, row)) for row in rows)
        return drawn


def _is_stated(claims: Iterable[EdgeClaim]) -> bool:
    """Return whether a triple with these claims is in the view of what is stated."""
    asserting = [claim for claim in claims if claim.status]
    stated = (claim.status == "stated" and claim.rank != "deprecated" for claim in asserting)
    return not asserting or any(stated)
