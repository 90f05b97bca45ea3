"""Running the compiled shapes: every constraint is one query, and its rows are the results."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain

from pyoxigraph import Literal, NamedNode, QuerySolutions

from nemokg.errors import UncompiledError
from nemokg.validation.shacl.conditions import Conditions
from nemokg.validation.shacl.pairs import PAIRS, patterns
from nemokg.validation.shacl.paths import path
from nemokg.validation.shacl.results import Result
from nemokg.validation.shacl.screens import at_most_one, question, screen, screens
from nemokg.validation.shacl.shapes import is_true, name_of
from nemokg.validation.shacl.sparql import Constraint, break_one
from nemokg.validation.shacl.targets import Classes, pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Store

    from nemokg.validation.shacl.screens import Screen
    from nemokg.validation.shacl.shapes import Shape, ShapesGraph, Term

    Query = Callable[[], list[Result]]


def check(store: Store, graph: ShapesGraph) -> list[Result]:
    """Return what in the default graph of a store breaks the shapes, in a stable order.

    Raises UncompiledError where a shape has what is not compiled.

    >>> from pyoxigraph import RdfFormat, Store
    >>> from nemokg.validation.shacl import read
    >>> shapes, data = Store(), Store()
    >>> shapes.load(b'''PREFIX sh: <http://www.w3.org/ns/shacl#>
    ...     <urn:x:S> a sh:NodeShape ; sh:targetSubjectsOf <urn:x:p> ; sh:nodeKind sh:BlankNode .
    ... ''', RdfFormat.TURTLE)
    >>> data.load(b"<urn:x:a> <urn:x:p> 1 .", RdfFormat.TURTLE)
    >>> [(result.focus.value, result.component) for result in check(data, read(shapes))]
    [('urn:x:a', 'NodeKindConstraintComponent')]
    """
    queries = list(_Compiler(store, graph).queries())
    # The store answers without holding Python's lock, so that queries run side by side.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sorted(chain.from_iterable(pool.map(lambda query: query(), queries)), key=repr)


class _Compiler:
    """Makes one query of each constraint: a function that returns its results."""

    def __init__(self, store: Store, graph: ShapesGraph) -> None:
        self._store, self._graph = store, graph
        self._classes = Classes(store)
        self._conditions = Conditions(graph, self._classes.below)
        self._scans: dict[str, list[tuple[Constraint, str]]] = {}
        self._screens: dict[str, list[tuple[Screen, list[Query]]]] = {}

    def queries(self) -> Iterator[Query]:
        self._refuse_absent()
        single = [
            query
            for shape in self._graph.targeted()
            for query in self._of_shape(shape, pattern(shape, self._classes), "?this", [])
        ]
        for scans in self._scans.values():  # first, so that the longest is not what is waited for
            yield partial(self._scan, scans)
        yield from single
        for focused, screened in self._screens.items():
            yield partial(self._screened, focused, screened)

    def _of_shape(
        self, shape: Shape, focused: str, this: str, around: list[Term]
    ) -> Iterator[Query]:
        """Yield the queries of a shape for the focus nodes that a pattern binds to `this`."""
        if not shape.active:
            return
        if shape.node in around:
            raise UncompiledError("a shape that refers to itself", name_of(shape.node))
        steps = path(self._graph, shape.path) if shape.path is not None else None
        screened: list[tuple[str, Term]] = []
        waiting: list[Query] = []
        for name, value in shape.constraints:
            if name == "property":
                inner, node = focused, this
                if steps is not None:
                    node = self._conditions.fresh()
                    inner = f"{focused} {this} {steps} {node} ."
                property_ = self._graph.shape(value)
                yield from self._of_shape(property_, inner, node, [*around, shape.node])
            elif name == "sparql":
                constraint = Constraint(self._graph, shape, value)
                if constraint.active:
                    focus = focused if this == "?this" else f"{focused} BIND ({this} AS ?this)"
                    if constraint.scan:
                        scans = self._scans.setdefault(constraint.prefixes, [])
                        scans.append((constraint, focus))
                    else:
                        yield partial(constraint.results, self._store, focus)
            else:
                alone = steps is None or not screens(name, value)
                if not alone:
                    screened.append((name, value))
                for where, found in self._matches(shape, name, value, this, steps):
                    query = partial(self._rows, shape, name, f"{focused} {where}", this, found)
                    if alone:
                        yield query
                    else:
                        waiting.append(query)
        if steps is not None and waiting:
            look = screen(self._conditions, shape, this, steps, screened)
            if at_most_one(shape):
                self._screens.setdefault(focused, []).append((look, waiting))
            else:
                yield partial(self._screened, focused, [(look, waiting)])

    def _refuse_absent(self) -> None:
        """Raise UncompiledError where a path of no length would begin at a node that is not there.

        SHACL has it lead to the node itself; in a store there is nothing to begin with.
        """
        if not self._graph.zero_length:
            return
        for shape in self._graph.targeted():
            for name, node in shape.targets:
                here = self._store.quads_for_pattern
                if name == "targetNode" and not any(
                    next(quads, None)
                    for quads in (
                        iter(()) if isinstance(node, Literal) else here(node, None, None),
                        here(None, None, node),
                    )
                ):
                    raise UncompiledError("a sh:targetNode that the data lack", name_of(shape.node))

    def _screened(self, focused: str, screened: list[tuple[Screen, list[Query]]]) -> list[Result]:
        """Return the results of constraints of which mostly none is broken, as one look shows."""
        if not self._store.query(question(focused, [look for look, _ in screened])):
            return []
        return [result for _, queries in screened for query in queries for result in query()]

    def _matches(
        self, shape: Shape, name: str, value: Term, this: str, steps: str | None
    ) -> Iterator[tuple[str, str | None]]:
        """Yield patterns whose matches break a constraint, and the variable of the value there."""
        if name in PAIRS:
            for where in patterns(shape, name, value, this, steps):
                yield where, "?lang" if name == "uniqueLang" else "?value"
        elif name == "closed":
            yield from self._closed(shape, value, this)
        elif (whole := self._conditions.on_values(shape, name, value, this)) is not None:
            yield whole.match or f"{whole.pattern} FILTER ({whole.broken})", None
        else:
            found = "?value" if steps else this
            condition = self._conditions.on_value(shape, name, value, found)
            where = f"{this} {steps} {found} ." if steps else ""
            yield f"{where} {condition.pattern} FILTER ({condition.broken})", found

    def _scan(self, scans: list[tuple[Constraint, str]]) -> list[Result]:
        """Return the results of constraints about single triples: mostly none, seen by one scan."""
        if not break_one(self._store, [constraint for constraint, _ in scans]):
            return []
        return [
            result
            for constraint, focus in scans
            for result in constraint.results(self._store, focus)
        ]

    def _closed(self, shape: Shape, value: Term, this: str) -> Iterator[tuple[str, str | None]]:
        if not is_true(value):
            return
        if shape.path is not None:
            raise UncompiledError("sh:closed of a property shape", name_of(shape.node))
        properties = [self._graph.shape(node).path for node in shape.values("property")]
        for ignored in shape.values("ignoredProperties"):
            properties += self._graph.members(ignored)
        known = ", ".join(str(one) for one in properties if isinstance(one, NamedNode))
        others = f" FILTER (?path NOT IN ({known}))" if known else ""
        yield f"{this} ?path ?value .{others}", "?value"

    def _rows(
        self, shape: Shape, name: str, where: str, this: str, found: str | None
    ) -> list[Result]:
        # Beside what a result says, what makes it one of its own: the focus node of the shape
        # around, each of the values compared with, each language.
        variables = {"?this", this, found or this}
        variables |= {"?other"} if name.startswith("lessThan") else set()
        variables |= {"?path"} if name == "closed" else set()
        query = f"SELECT DISTINCT {' '.join(sorted(variables))} WHERE {{ {where} }}"
        rows = self._store.query(query)
        assert isinstance(rows, QuerySolutions)
        component = f"{name[0].upper()}{name[1:]}ConstraintComponent"
        return [
            Result(
                focus=row[this[1:]],
                path=row["path"] if name == "closed" else shape.path,
                value=row[found[1:]] if found and found != "?lang" else None,
                shape=shape.node,
                constraint=None,
                component=component,
                severity=shape.severity,
                messages=shape.messages,
                rule=self._graph.rule(shape.node),
            )
            for row in rows
        ]
