"""Running the compiled shapes: every constraint is one query, and its rows are the results."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain

from pyoxigraph import Literal, QuerySolutions

from nemokg.errors import UncompiledError
from nemokg.validation.shacl.conditions import Conditions, closed_violation_pattern
from nemokg.validation.shacl.literals import mark_literal, shortened_literal, unmark_literal
from nemokg.validation.shacl.pairs import PAIRS, pair_violation_patterns
from nemokg.validation.shacl.paths import sparql_path
from nemokg.validation.shacl.prebinding import Query
from nemokg.validation.shacl.reach import shape_parts
from nemokg.validation.shacl.results import Result
from nemokg.validation.shacl.screens import (
    allows_one_value,
    can_screen,
    constraints_screen,
    screen_query,
)
from nemokg.validation.shacl.shapes import message_name, term_text
from nemokg.validation.shacl.sparql import Constraint, any_triple_breaks
from nemokg.validation.shacl.targets import Classes, target_pattern
from nemokg.validation.shacl.vocabulary import SH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Store

    from nemokg.validation.shacl.screens import Screen
    from nemokg.validation.shacl.shapes import Shape, ShapesGraph, Term

    Step = Callable[[], list[Result]]


def check_shapes(
    store: Store, graph: ShapesGraph, respelled: Literal | None = None
) -> tuple[list[Result], dict[Term, UncompiledError]]:
    """Return the violations in the default graph of a store, and the shapes not compiled.

    Results are in a stable order. Of the shapes with targets, those that have what is not compiled
    are left out, each with the error that names it. `respelled` is one of the literals of the data
    that are marked, if there is any. Raises ShapesError for shapes that nothing can use.

    >>> from pyoxigraph import RdfFormat, Store, parse
    >>> from nemokg.validation.shacl import read_shapes_graph
    >>> shapes = read_shapes_graph(parse('''PREFIX sh: <http://www.w3.org/ns/shacl#>
    ...     <urn:x:S> a sh:NodeShape ; sh:targetSubjectsOf <urn:x:p> ; sh:nodeKind sh:BlankNode .
    ... ''', RdfFormat.TURTLE))
    >>> data = Store()
    >>> data.load(b"<urn:x:a> <urn:x:p> 1 .", RdfFormat.TURTLE)
    >>> results, refused = check_shapes(data, shapes)
    >>> [result.focus.value for result in results], refused
    (['urn:x:a'], {})
    """
    compiler = _Compiler(store, graph, respelled)
    refused = {}
    for node in graph.targeted_shapes():
        try:
            if graph.subjects(SH + "entailment"):
                raise UncompiledError("sh:entailment", graph.rule_name(node))
            compiler.add(node)
        except UncompiledError as error:
            refused[node] = error
    queries = list(compiler.queries())
    # The store answers without holding Python's lock, so that queries run side by side.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = chain.from_iterable(pool.map(lambda query: query(), queries))
        return sorted(results, key=repr), refused


class _Plan:
    """The queries of shapes: those by themselves, and those that are first asked about together."""

    def __init__(self) -> None:
        self.single: list[Step] = []
        self.scans: dict[str, list[tuple[Constraint, str]]] = {}
        self.screens: dict[str, list[tuple[Screen, list[Step]]]] = {}

    def add(self, other: _Plan) -> None:
        """Take in the queries of another plan."""
        self.single += other.single
        for prefixes, scans in other.scans.items():
            self.scans.setdefault(prefixes, []).extend(scans)
        for focused, screens_ in other.screens.items():
            self.screens.setdefault(focused, []).extend(screens_)


class _Compiler:
    """Makes one query of each constraint: a function that returns its results."""

    def __init__(self, store: Store, graph: ShapesGraph, respelled: Literal | None) -> None:
        self._store, self._graph, self._respelled = store, graph, respelled
        self._classes = Classes(store)
        self._conditions = Conditions(graph, self._classes.below)
        self._plan = _Plan()

    def add(self, node: Term) -> None:
        """Compile a shape with targets; UncompiledError, and nothing added, where it cannot be."""
        shape, plan = self._graph.shape_of(node), _Plan()
        focused = target_pattern(shape, self._classes)
        self._plan_shape(plan, shape, focused, "?this", [])
        self._refuse_absent(shape)
        self._plan.add(plan)

    def queries(self) -> Iterator[Step]:
        """Yield the queries of the shapes that were added."""
        for scans in self._plan.scans.values():  # first, so that none waits for the longest
            yield partial(self._scan, scans)
        yield from self._plan.single
        for focused, screened in self._plan.screens.items():
            yield partial(self._screened, focused, screened)

    def _plan_shape(
        self, plan: _Plan, shape: Shape, focused: str, this: str, around: list[Term]
    ) -> None:
        """Add the queries of a shape for the focus nodes that a pattern binds to `this`."""
        if not shape.active:
            return
        if shape.node in around:
            raise UncompiledError("a shape that refers to itself", message_name(shape.node))
        steps = sparql_path(self._graph, shape.path) if shape.path is not None else None
        screened: list[tuple[str, Term]] = []
        waiting: list[Step] = []
        for name, value in shape.constraints:
            if name == "property":
                inner, node = focused, this
                if steps is not None:
                    node = self._conditions.fresh_variable()
                    inner = f"{focused} {this} {steps} {node} ."
                property_ = self._graph.shape_of(value)
                self._plan_shape(plan, property_, inner, node, [*around, shape.node])
            elif name == "sparql":
                self._plan_sparql(plan, Constraint(self._graph, shape, value), focused, this)
            else:
                alone = steps is None or not can_screen(name, value)
                if not alone:
                    screened.append((name, value))
                for where, variable in self._matches(shape, name, value, this, steps, focused):
                    query = partial(self._rows, shape, name, f"{focused} {where}", this, variable)
                    (plan.single if alone else waiting).append(query)
        if steps is not None and waiting:
            look = constraints_screen(self._conditions, shape, this, steps, screened)
            if allows_one_value(shape):
                plan.screens.setdefault(focused, []).append((look, waiting))
            else:
                plan.single.append(partial(self._screened, focused, [(look, waiting)]))

    def _plan_sparql(self, plan: _Plan, constraint: Constraint, focused: str, this: str) -> None:
        if not constraint.active:
            return
        if self._respelled is not None:
            problem = (
                f"sh:sparql over {shortened_literal(self._respelled)}, which the store respells"
            )
            raise UncompiledError(problem, constraint.name)
        focus = focused if this == "?this" else f"{focused} BIND ({this} AS ?this)"
        if constraint.violating_triple_expression:
            plan.scans.setdefault(constraint.prefixes, []).append((constraint, focus))
        else:
            plan.single.append(partial(constraint.violation_results, self._store, focus))

    def _refuse_absent(self, shape: Shape) -> None:
        """Raise UncompiledError if a path of no length would begin at a node that is not there.

        SHACL has it lead to the node itself; in a store there is nothing to begin with.
        """
        nodes = [node for name, node in shape.targets if name == "targetNode"]
        absent = [node for node in nodes if not self._occurs(node)]
        if absent and any(self._may_stay(part) for part in shape_parts(self._graph, shape.node)):
            raise UncompiledError("a sh:targetNode that the data lack", message_name(shape.node))

    def _may_stay(self, node: Term) -> bool:
        """Whether a node is a path that may have no length, or a query with such a path."""
        for predicate, value in self._graph.predicates_and_objects(node):
            if predicate in (SH + "zeroOrMorePath", SH + "zeroOrOnePath"):
                return True
            if predicate == SH + "select":
                query = Query(term_text(value))
                marks = {token.text for token in query.tokens}
                return query.differs and not marks.isdisjoint(("*", "?"))
        return False

    def _occurs(self, node: Term) -> bool:
        here = self._store.quads_for_pattern
        if not isinstance(node, Literal) and next(here(node, None, None), None) is not None:
            return True
        return next(here(None, None, mark_literal(node)), None) is not None

    def _screened(self, focused: str, screened: list[tuple[Screen, list[Step]]]) -> list[Result]:
        """Return the results of constraints of which mostly none is broken, as one look shows."""
        if not self._store.query(screen_query(focused, [look for look, _ in screened])):
            return []
        return [result for _, queries in screened for query in queries for result in query()]

    def _matches(
        self, shape: Shape, name: str, value: Term, this: str, steps: str | None, focused: str
    ) -> Iterator[tuple[str, str | None]]:
        """Yield patterns whose matches break a constraint, and the variable of the value there."""
        if name in PAIRS:
            for where in pair_violation_patterns(shape, name, value, this, steps):
                yield where, "?lang" if name == "uniqueLang" else "?value"
        elif name == "closed":
            if where := closed_violation_pattern(
                self._graph, shape, value, this, "?path", "?value"
            ):
                yield where, "?value"
        elif counted := self._conditions.count_violation_pattern(shape, name, value, this, focused):
            yield counted, None
        elif condition := self._conditions.value_set_violation(shape, name, value, this):
            yield condition.violation_pattern, None
        else:
            variable = "?value" if steps else this
            condition = self._conditions.value_violation_condition(shape, name, value, variable)
            where = f"{this} {steps} {variable} ." if steps else ""
            yield f"{where} {condition.violation_pattern}", variable

    def _scan(self, scans: list[tuple[Constraint, str]]) -> list[Result]:
        """Return the results of constraints about single triples: mostly none, seen by one scan."""
        if not any_triple_breaks(self._store, [constraint for constraint, _ in scans]):
            return []
        return [
            result
            for constraint, focus in scans
            for result in constraint.violation_results(self._store, focus)
        ]

    def _rows(
        self, shape: Shape, name: str, where: str, this: str, variable: str | None
    ) -> list[Result]:
        # Beside what a result says, what makes it one of its own: the focus node of the shape
        # around, each of the values compared with, each language.
        variables = {"?this", this, variable or this}
        variables |= {"?other"} if name.startswith("lessThan") else set()
        variables |= {"?path"} if name == "closed" else set()
        query = f"SELECT DISTINCT {' '.join(sorted(variables))} WHERE {{ {where} }}"
        rows = self._store.query(query)
        assert isinstance(rows, QuerySolutions)
        return [
            Result(
                focus=unmark_literal(row[this[1:]]),
                path=row["path"] if name == "closed" else shape.path,
                value=unmark_literal(row[variable[1:]])
                if variable and variable != "?lang"
                else None,
                shape=shape.node,
                constraint=None,
                component=f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent",
                severity=shape.severity,
                messages=shape.messages,
                rule=self._graph.rule_name(shape.node),
            )
            for row in rows
        ]
