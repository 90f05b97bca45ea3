"""SPARQL constraints: each query runs once for all focus nodes, where that means the same."""

from __future__ import annotations

import re

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Variable

from nemokg.errors import UncompiledError
from nemokg.rdf.vocab import PREFIXES
from nemokg.validation.shacl.paths import path
from nemokg.validation.shacl.results import Result
from nemokg.validation.shacl.shapes import SH, is_true, name_of, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store

    from nemokg.validation.shacl.shapes import Shape, ShapesGraph, Term

_IMPORTS = PREFIXES["owl"] + "imports"
_HEAD = re.compile(r"^(.*?\bSELECT\b)(.*?)(\bWHERE\b\s*)?\{", re.DOTALL | re.IGNORECASE)
_THIS = re.compile(r"[$?]this\b")
_PATH = re.compile(r"[$?]PATH\b")
# Where one of these stands in a query, a join with its focus nodes may mean something else than
# putting each of them into the query.
_SCOPES = re.compile(r"\b(?:UNION|SELECT|GROUP|HAVING|LIMIT|OFFSET|BIND|COUNT)\b", re.IGNORECASE)
# What follows these words sees what the group around it binds; other groups do not, nor groups
# within those.
_INNER = re.compile(r"\b(?:OPTIONAL|EXISTS)\s*\{[^{}]*\}", re.IGNORECASE)
# What SHACL takes out of SPARQL, and its variables that few validators know.
_ILLEGAL = re.compile(
    r"\b(?:MINUS|VALUES|SERVICE)\b|[$?](?:shapesGraph|currentShape)\b|\bAS\s+[$?]this\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#.*'
)

_SCAN = re.compile(r"\s*\?value \?property \?(\w+) \.\s*(FILTER\b.*)\}\s*", re.DOTALL)
_FILTER = re.compile(r"\s*FILTER\s*\((.*)\)", re.DOTALL)
# Strings, IRIs, variables, parentheses, and what stands between them.
_PARTS = re.compile(rf"{_QUOTED.pattern}|[$?]\w+|[()]|\s+|[^\s()]", re.DOTALL)


class Constraint:
    """A SPARQL constraint of a shape, read from its node.

    Raises UncompiledError for a query that cannot be run for all focus nodes at once.
    """

    def __init__(self, graph: ShapesGraph, shape: Shape, node: Term) -> None:
        self._graph, self._shape, self._node = graph, shape, node
        self.active = not is_true(graph.one(node, "deactivated"))
        select = graph.one(node, "select")
        if not isinstance(select, Literal):
            raise UncompiledError("sh:sparql without sh:select", name_of(node))
        query = select.value
        if shape.path is not None:
            steps = path(graph, shape.path)
            query = _PATH.sub(lambda _: steps, query)
        head = _HEAD.match(query)
        bare = _QUOTED.sub(" ", query)
        if head is not None and not _selects_this(head[2]):
            raise UncompiledError("a sh:select that does not select $this", name_of(node))
        if head is None or _ILLEGAL.search(bare) or _PATH.search(bare):
            raise UncompiledError("this sh:select", name_of(node))
        self._start, self._query = head.end(), query
        body = _QUOTED.sub(" ", query[head.end() :])
        self._about_this = bool(_THIS.search(body))
        self._joins = not _SCOPES.search(body) and "{" not in _INNER.sub("", body)
        self.prefixes = "".join(
            f"PREFIX {name}: <{namespace}>\n"
            for name, namespace in sorted(self._declared().items())
        )

    @property
    def scan(self) -> str | None:
        """The condition on a triple that breaks the constraint, where it is about single triples.

        Its variables are ``?value``, ``?property`` and ``?object``. None where the query has more
        than one pattern with three variables and filters.
        """
        one = _SCAN.fullmatch(self._query[self._start :])
        if one is None or self._about_this or "EXISTS" in self._query.upper():
            return None
        filters, depth = [""], 0
        for part in _PARTS.findall(one[2]):
            depth += (part == "(") - (part == ")")
            filters[-1] += part
            if depth == 0 and part == ")":
                filters.append("")
        whole = [_FILTER.fullmatch(filter_) for filter_ in filters[:-1]]
        if filters[-1].strip() or not all(whole):
            return None
        both = " && ".join(f"({found[1]})" for found in whole if found)
        named = "".join(
            "?object" if part == f"?{one[1]}" else part for part in _PARTS.findall(both)
        )
        return f"COALESCE({named}, false)"

    def results(self, store: Store, targets: str) -> list[Result]:
        """Return the results for the focus nodes that a pattern binds to ``?this``, each once."""
        return list(dict.fromkeys(self._found(store, targets)))

    def _found(self, store: Store, targets: str) -> list[Result]:
        if self._about_this and self._joins:
            query = f"{self._query[: self._start]} {targets} {self._query[self._start :]}"
            return [self._result(row["this"], row) for row in self._rows(store, query, {})]
        focused = store.query(f"SELECT DISTINCT ?this WHERE {{ {targets} }}")
        assert isinstance(focused, QuerySolutions)
        nodes = [row["this"] for row in focused]
        # A query that does not ask about its focus node gives the same rows for each.
        asked = nodes if self._about_this else nodes[:1]
        rows = [
            (this, row)
            for this in asked
            for row in self._rows(store, self._query, {Variable("this"): this})
        ]
        if self._about_this:
            return [self._result(this, row) for this, row in rows]
        return [self._result(this, row) for this in nodes for _, row in rows]

    def _rows(
        self, store: Store, query: str, values: Mapping[Variable, Term]
    ) -> list[dict[str, Term]]:
        try:
            solutions = store.query(self.prefixes + query, substitutions=dict(values))
        except SyntaxError as error:
            raise UncompiledError(f"sh:select ({error.msg})", name_of(self._node)) from error
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return [
            {name: term for name, term in zip(names, row, strict=True) if term is not None}
            for row in solutions
        ]

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
            component="SPARQLConstraintComponent",
            severity=shape.severity,
            messages=tuple(sorted((_filled(text_, row) for text_ in messages), key=str)),
            rule=self._graph.rule(self._node if isinstance(self._node, NamedNode) else shape.node),
        )

    def _declared(self) -> dict[str, str]:
        """Return the prefixes that the constraint declares, with those of what it imports."""
        found: dict[str, str] = {}
        todo = self._graph.objects(self._node, SH + "prefixes")
        seen: set[Term] = set()
        while todo:
            home = todo.pop()
            if home in seen or not isinstance(home, NamedNode | BlankNode):
                continue
            seen.add(home)
            todo += self._graph.objects(home, _IMPORTS)
            for declaration in self._graph.objects(home, SH + "declare"):
                prefix = self._graph.one(declaration, "prefix")
                namespace = self._graph.one(declaration, "namespace")
                if prefix is not None and namespace is not None:
                    found[text(prefix)] = text(namespace)
        return found


def _selects_this(head: str) -> bool:
    """Whether $this or * is among what follows SELECT, outside of expressions."""
    depth = 0
    for part in _PARTS.findall(head):
        depth += (part == "(") - (part == ")")
        if depth == 0 and (part == "*" or _THIS.fullmatch(part)):
            return True
    return False


def _filled(message: Literal, row: Mapping[str, Term]) -> Literal:
    """Return a message with the values of its variables."""
    filled = re.sub(
        r"\{[?$](\w+)\}",
        lambda found: text(row[found[1]]) if found[1] in row else found[0],
        message.value,
    )
    return message if filled == message.value else Literal(filled)


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
