"""Lineage: what a model comes from, or what comes from it, as a tree of recorded edges.

Kinds of influence stay apart: weights pass from parent to child and on to its children, so that
they are followed as far as they go; a teacher, a reward or data reach the model that they train
and are shown at it, one step away, unless the kind is to be followed as well.
"""

from __future__ import annotations

from nemokg.errors import QueryError
from nemokg.training import names
from nemokg.training.edges import (
    STATUSES,
    WEIGHTS,
    incoming_influences,
    influence_kinds,
    outgoing_influences,
    select_kinds,
)
from nemokg.training.tree import Lineage, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nemokg.engine.protocol import Engine

# Deeper than any record of training, and shallow enough for functions that call themselves.
_DEEPEST = 200


def trace_lineage(
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

    Raises UnknownNameError if there is no such model, and QueryError for an unknown kind or a
    depth below one.
    """
    known = influence_kinds(engine)
    walk = _Walk(engine, descendants, select_kinds(known, kinds), set(select_kinds(known, follow)))
    if depth is not None and depth < 1:
        raise QueryError(f"The depth is a number of steps, at least 1, not {depth}.")
    return walk.tree(names.find_participant(engine, model), min(depth or _DEEPEST, _DEEPEST))


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
        self.labels = names.labels_by_iri(self.engine, {root, *ends})
        return self._node(root, None, depth)

    def _discover(self, root: str, depth: int) -> None:
        frontier = [root]
        for _ in range(depth + 1):
            steps = self._steps(frontier)
            self.edges.update(steps)
            beyond = (end for own in steps.values() for end, step in own if self._goes_on(step))
            frontier = [end for end in dict.fromkeys(beyond) if end not in self.edges]
            if not frontier:
                return

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

    def _steps(self, models: list[str]) -> dict[str, list[tuple[str, Step]]]:
        """Return the steps that lead on from models, each with the model at its other end."""
        steps: dict[str, list[tuple[str, Step]]] = {model: [] for model in models}
        for edge in (outgoing_influences if self.descendants else incoming_influences)(
            self.engine, models, self.shown
        ):
            near, far = edge.influenced, edge.influencer
            if self.descendants:
                near, far = far, near
            step = Step(
                edge.subject, edge.predicate, edge.object, edge.kind,
                edge.status if edge.status in STATUSES else "", edge.claim, edge.shortcut,
            )  # fmt: skip
            steps[near].append((far, step))
        return steps
