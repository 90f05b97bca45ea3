"""Lineage: what a model comes from, or what comes from it, as a tree of recorded edges.

Kinds of influence stay apart: weights pass from parent to child and on to its children, so that
they are followed as far as they go; a teacher, a reward or data reach the model that they train
and are shown at it, one step away, unless the kind is to be followed as well.
"""

from __future__ import annotations

from nemokg.errors import QueryError, nearest
from nemokg.rdf.vocab import PREFIXES
from nemokg.training import names
from nemokg.training.tree import WEIGHTS, Lineage, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nemokg.engine.protocol import Engine

# Deeper than any record of training, and shallow enough for functions that call themselves.
_DEEPEST = 200
_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "rdf", "rdfs"))
_STATUSES = ("stated", "attributed", "inferred", "")


def influence_kinds(engine: Engine) -> dict[str, str]:
    """Return the kind of influence of each property that has one, weights first."""
    rows = engine.select(
        f"{_PROLOGUE}SELECT DISTINCT ?property ?kind WHERE {{ ?property nemo:influenceKind ?kind }}"
    )
    found = {str(row["property"]): str(row["kind"]) for row in rows.records()}
    return dict(sorted(found.items(), key=lambda pair: (pair[1] != WEIGHTS, pair[1], pair[0])))


def lineage(
    engine: Engine,
    model: str,
    descendants: bool = False,
    depth: int | None = None,
    kinds: Iterable[str] = (WEIGHTS,),
    follow: Iterable[str] = (WEIGHTS,),
) -> Lineage:
    """Return what a model comes from, or with `descendants` what comes from it.

    `kinds` are the kinds of influence to show and `follow` those of them that are followed further
    than one step. Every recorded parent is there; what was shown is not opened again. No more than
    `depth` steps are walked, and never more than 200.

    Raises UnknownNameError where there is no such model, and QueryError for an unknown kind or a
    depth below one.
    """
    walk = _Walk(
        engine, descendants, checked_kinds(engine, kinds), set(checked_kinds(engine, follow))
    )
    if depth is not None and depth < 1:
        raise QueryError(f"The depth is a number of steps from 1 on, not {depth}.")
    return walk.tree(names.participant(engine, model), min(depth or _DEEPEST, _DEEPEST))


def checked_kinds(engine: Engine, wanted: Iterable[str]) -> dict[str, str]:
    """Return the kinds of the properties, those wanted only; QueryError where there is none."""
    known, chosen = influence_kinds(engine), set(wanted)
    if not chosen:
        raise QueryError("Name at least one kind of influence, such as weights.")
    for kind in sorted(chosen - set(known.values()) - {WEIGHTS}):
        choices = sorted(set(known.values()))
        raise QueryError(
            f'There is no kind of influence "{kind}"; the kinds are {", ".join(choices)}.'
            f"{nearest(kind, choices)}"
        )
    return {property_: kind for property_, kind in known.items() if kind in chosen}


class _Walk:
    """One walk: it asks for the edges of each model once, then for all labels together."""

    def __init__(
        self, engine: Engine, descendants: bool, shown: dict[str, str], followed: set[str]
    ) -> None:
        self.engine = engine
        self.descendants = descendants
        self.shown = shown
        self.followed = followed
        self.edges: dict[str, list[tuple[str, Step]]] = {}
        self.labels: dict[str, str] = {}
        # How many steps were shown beyond a model, and how many places lacked some of theirs.
        self.opened: dict[str, int] = {}
        self.cuts = 0

    def tree(self, root: str, depth: int) -> Lineage:
        self._discover(root, depth)
        ends = {name for edges in self.edges.values() for name, _ in edges}
        self.labels = names.labels(self.engine, {root, *ends})
        return self._node(root, None, depth)

    def _discover(self, root: str, depth: int) -> None:
        frontier = [root]
        for _ in range(depth + 1):
            found: list[str] = []
            for name in frontier:
                self.edges[name] = self._neighbours(name)
                found += [other for other, step in self.edges[name] if self._goes_on(step)]
            frontier = [name for name in dict.fromkeys(found) if name not in self.edges]

    def _goes_on(self, step: Step) -> bool:
        return step.predicate in self.followed

    def _node(self, name: str, step: Step | None, depth: int) -> Lineage:
        label = self.labels[name]
        beyond = self.edges.get(name, []) if step is None or self._goes_on(step) else []
        if not beyond:
            return Lineage(name, label, step, ())
        if self.opened.get(name, -1) >= depth:
            self.cuts += self.opened[name] < _DEEPEST
            return Lineage(name, label, step, (), repeated=True)
        if depth == 0:
            self.cuts += 1
            return Lineage(name, label, step, (), cut=True)
        self.opened[name], cuts = _DEEPEST, self.cuts
        ordered = sorted(beyond, key=self._place)
        children = tuple(self._node(other, edge, depth - 1) for other, edge in ordered)
        if self.cuts > cuts:
            self.opened[name] = depth
        return Lineage(name, label, step, children)

    def _place(self, edge: tuple[str, Step]) -> tuple[bool, str, bool, str, str]:
        # A shortcut comes last, so that what it leads to is shown on the longer way.
        name, step = edge
        return step.kind != WEIGHTS, step.kind, step.shortcut, self.labels[name], name

    def _neighbours(self, name: str) -> list[tuple[str, Step]]:
        # The property of weights leads from child to parent; all others lead to the one trained.
        weights = {p for p, kind in self.shown.items() if kind == WEIGHTS}
        found: dict[tuple[str, str], Step] = {}
        for properties, forward in ((weights, True), (self.shown.keys() - weights, False)):
            for step in self._steps(name, sorted(properties), forward != self.descendants):
                other = step.object if step.subject == name else step.subject
                kept = found.get((other, step.predicate))
                if kept is None or _STATUSES.index(step.status) < _STATUSES.index(kept.status):
                    found[other, step.predicate] = step
        return [(other, step) for (other, _), step in found.items()]

    def _steps(self, name: str, properties: Sequence[str], forward: bool) -> list[Step]:
        if not properties:
            return []
        subject, object_ = (f"<{name}>", "?other") if forward else ("?other", f"<{name}>")
        choice = " ".join(f"<{property_}>" for property_ in properties)
        rows = self.engine.select(
            f"""{_PROLOGUE}
SELECT DISTINCT ?property ?other ?claim ?status ?shortcut WHERE {{
  VALUES ?property {{ {choice} }}
  {subject} ?property {object_} .
  OPTIONAL {{
    ?claim rdf:subject {subject} ; rdf:predicate ?property ; rdf:object {object_} ;
      nemo:status ?status .
    OPTIONAL {{ ?claim nemo:shortcut ?shortcut }}
  }}
}} ORDER BY ?property ?other ?claim"""
        )
        steps = []
        for row in rows.records():
            property_, other = str(row["property"]), str(row["other"])
            ends = (name, other) if forward else (other, name)
            status = str(row["status"] or "").removeprefix(PREFIXES["nemo"])
            steps.append(
                Step(
                    ends[0], property_, ends[1], self.shown[property_],
                    status if status in _STATUSES else "", str(row["claim"] or ""),
                    row["shortcut"] is True,
                )
            )  # fmt: skip
        return steps
