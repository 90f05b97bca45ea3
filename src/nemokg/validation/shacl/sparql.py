"""SPARQL constraints: each query runs once for all focus nodes, where that means the same."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from nemokg.errors import ShapesError, UncompiledError
from nemokg.validation.shacl import prebinding
from nemokg.validation.shacl.paths import path
from nemokg.validation.shacl.prebinding import is_this, tokens, word
from nemokg.validation.shacl.results import Result
from nemokg.validation.shacl.shapes import name_of, text
from nemokg.validation.shacl.vocabulary import OWN, SH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nemokg.validation.shacl.shapes import Shape, ShapesGraph, Term

# How much of a parser's message is told.
_LONGEST = 200
_COMPONENT = SH + "SPARQLConstraintComponent"


class Constraint:
    """A SPARQL constraint of a shape, read from its node.

    Raises UncompiledError for a query that cannot be run for all focus nodes at once, and
    ShapesError for one with what SHACL does not allow.
    """

    def __init__(self, graph: ShapesGraph, shape: Shape, node: Term) -> None:
        self._graph, self._shape, self._node = graph, shape, node
        self.active = graph.active(node)
        select = graph.one(node, "select")
        if not isinstance(select, Literal):
            raise UncompiledError("sh:sparql without sh:select", name_of(node))
        parts = tokens(select.value)
        if shape.path is not None:
            steps = path(graph, shape.path)
            parts = [steps if part in ("$PATH", "?PATH") else part for part in parts]
        self._parts = parts
        self._text = "".join(parts)
        self._query = self._read()
        self.prefixes = "".join(
            f"PREFIX {name}: <{namespace}>\n"
            for name, namespace in sorted(self._declared().items())
        )
        self._parse()

    def _read(self) -> prebinding.Query:
        """Return the query; an error where it asks for more than the data, or is not SHACL's."""
        name = self._graph.rule(self._node)
        if not prebinding.selects_this(self._text):
            raise UncompiledError("a sh:select that does not select $this", name)
        if prebinding.asks_elsewhere(self._text):
            raise ShapesError(f"sh:select of {name} has SERVICE or FROM; ask about the data only.")
        for part in self._parts:
            if part in ("$shapesGraph", "?shapesGraph"):
                raise ShapesError(
                    f"$shapesGraph in sh:select of {name} is not supported; ask the data only."
                )
            if part in ("$currentShape", "?currentShape") or part[1:].startswith(OWN):
                raise UncompiledError(f"{part} in sh:select", name)
        try:
            query = prebinding.Query(self._text)
            query.joined("", "")
        except prebinding.ForbiddenError as error:
            raise ShapesError(f"sh:select of {name} has {error}, which SHACL forbids.") from error
        except prebinding.UnjoinedError:
            raise UncompiledError("rows counted or cut off in sh:select", name) from None
        return query

    def _parse(self) -> None:
        """Raise UncompiledError where the store cannot run the query."""
        try:
            Store().query(self.prefixes + self._text)
        except (SyntaxError, RuntimeError) as error:
            problem = " ".join((getattr(error, "msg", None) or str(error)).split())[:_LONGEST]
            raise UncompiledError(f"sh:select ({problem})", self._graph.rule(self._node)) from error

    @property
    def scan(self) -> str | None:
        """The condition on a triple that breaks the constraint, where it is about single triples.

        Its variables are ``?value``, ``?property`` and ``?object``. None where the query has more
        than one pattern with three variables and filters.
        """
        body = self._parts[self._parts.index("{") + 1 :]
        parts = [" " if part.isspace() or part[0] == "#" else part for part in body]
        pattern = [part for part in parts if part != " "][:4]
        if pattern[:2] != ["?value", "?property"] or pattern[2][0] != "?" or pattern[3] != ".":
            return None
        rest = parts[parts.index(".") + 1 :]
        if "{" in rest or "EXISTS" in map(word, rest) or any(map(is_this, rest)):
            return None
        filters: list[str] = []
        depth = 0
        for part in rest[: rest.index("}")]:
            if depth == 0 and word(part) == "FILTER":
                filters.append("")
            elif depth == 0 and part not in ("(", " "):
                return None
            elif filters:
                filters[-1] += "?object" if part == pattern[2] else part
            depth += (part == "(") - (part == ")")
        return f"COALESCE({' && '.join(filters)}, false)" if filters else None

    def results(self, store: Store, targets: str) -> list[Result]:
        """Return the results for the focus nodes that a pattern binds to ``?this``, each once."""
        each = f"SELECT DISTINCT ?this WHERE {{ {targets} }}"
        if self._query.differs:
            query = self._query.joined(f"{{ {each} }}", targets)
            rows = _rows(store, self.prefixes + query)
            results = [self._result(row["this"], row) for row in rows]
        else:
            # A query that says nothing of its focus node gives the same rows for each.
            nodes = [row["this"] for row in _rows(store, each)]
            rows = _rows(store, self.prefixes + self._text) if nodes else []
            results = [self._result(this, row) for this in nodes for row in rows]
        return list(dict.fromkeys(results))

    def _result(self, this: Term, row: Mapping[str, Term]) -> Result:
        shape = self._shape
        value = row.get("value", this if shape.path is None else None)
        row = {**row, "this": this} if value is None else {**row, "this": this, "value": value}
        messages = {*shape.messages, *self._graph.messages(self._node)}
        return Result(
            focus=this,
            path=row.get("path", shape.path),
            value=value,
            shape=shape.node,
            constraint=self._node,
            component=_COMPONENT,
            severity=shape.severity,
            messages=tuple(sorted((_filled(message, row) for message in messages), key=str)),
            rule=self._graph.rule(self._node if isinstance(self._node, NamedNode) else shape.node),
        )

    def _declared(self) -> dict[str, str]:
        """Return the prefixes that the constraint declares, with their namespaces."""
        namespaces: dict[str, str] = {}
        for declaration in self._graph.declarations(self._node):
            prefix = self._graph.one(declaration, "prefix")
            namespace = self._graph.one(declaration, "namespace")
            if prefix is not None and namespace is not None:
                namespaces[text(prefix)] = text(namespace)
        return namespaces


def break_one(store: Store, constraints: Sequence[Constraint]) -> bool:
    """Whether a triple breaks one of some constraints about single triples: one scan for all.

    All of them have a `scan` and the same prefixes.

    >>> from pyoxigraph import Store
    >>> break_one(Store(), [])
    False
    """
    if not constraints:
        return False
    conditions = " || ".join(constraint.scan or "true" for constraint in constraints)
    query = f"ASK {{ ?value ?property ?object . FILTER ({conditions}) }}"
    return bool(store.query(constraints[0].prefixes + query))


def _rows(store: Store, query: str) -> list[dict[str, Term]]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in solutions
    ]


def _filled(message: Literal, row: Mapping[str, Term]) -> Literal:
    """Return a message with the values of its variables."""
    filled = re.sub(
        r"\{[?$](\w+)\}",
        lambda place: text(row[place[1]]) if place[1] in row else place[0],
        message.value,
    )
    return message if filled == message.value else Literal(filled)
