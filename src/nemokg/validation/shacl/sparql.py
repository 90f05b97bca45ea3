"""SPARQL constraints: each query runs once for all focus nodes, where that means the same."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from nemokg.errors import ShapesError, UncompiledError
from nemokg.rdf.sparql import sparql_tokens
from nemokg.validation.shacl import prebinding
from nemokg.validation.shacl.paths import sparql_path
from nemokg.validation.shacl.prebinding import is_this_variable
from nemokg.validation.shacl.results import Result
from nemokg.validation.shacl.shapes import message_name, term_text
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
        self.active = graph.is_active(node)
        self.name = graph.rule_name(node)
        select = graph.single_shacl_value(node, "select")
        if not isinstance(select, Literal):
            raise UncompiledError("sh:sparql without sh:select", message_name(node))
        self._text = _with_path(
            select.value, sparql_path(graph, shape.path) if shape.path else None
        )
        self._query = self._read()
        self.prefixes = "".join(
            f"PREFIX {name}: <{namespace}>\n"
            for name, namespace in sorted(self._declared().items())
        )
        self._parse()

    def _read(self) -> prebinding.Query:
        """Return the query; an error where it asks for more than the data, or is not SHACL's."""
        name = self.name
        if prebinding.has_service_or_from(self._text):
            raise ShapesError(f"sh:select of {name} has SERVICE or FROM; ask about the data only.")
        try:
            query = prebinding.Query(self._text)
            query.joined_query("", "")
        except prebinding.ForbiddenError as error:
            raise ShapesError(f"sh:select of {name} has {error}, which SHACL forbids.") from error
        except prebinding.UnjoinedError:
            raise UncompiledError("rows counted or cut off in sh:select", name) from None
        if not query.selects_this:
            raise UncompiledError("a sh:select that does not select $this", name)
        if "shapesGraph" in query.variable_names:
            raise ShapesError(
                f"$shapesGraph in sh:select of {name} is not supported; ask the data only."
            )
        if any(token.keyword == "GRAPH" for token in query.tokens):
            raise UncompiledError("GRAPH in sh:select", name)
        for variable in sorted(query.variable_names):
            if variable == "currentShape" or variable.startswith(OWN):
                raise UncompiledError(f"${variable} in sh:select", name)
        return query

    def _parse(self) -> None:
        """Raise UncompiledError if the store cannot run the query."""
        try:
            Store().query(self.prefixes + self._text)
        except (SyntaxError, RuntimeError) as error:
            problem = " ".join((getattr(error, "msg", None) or str(error)).split())[:_LONGEST]
            raise UncompiledError(f"sh:select ({problem})", self.name) from error

    @property
    def violating_triple_expression(self) -> str | None:
        """The condition on a triple that breaks the constraint, where it is about single triples.

        Its variables are ``?value``, ``?property`` and ``?object``. None if the query has more
        than one pattern with three variables and filters.
        """
        texts = [token.text for token in self._query.tokens]
        body = self._query.tokens[texts.index("{") + 1 :]
        pattern = [token.text for token in body[:4]]
        rest = body[4:-1]
        if len(pattern) < 4 or pattern[:2] != ["?value", "?property"]:
            return None
        if pattern[2][0] != "?" or pattern[3] != ".":
            return None
        if any(is_this_variable(token) or token.keyword == "EXISTS" for token in rest):
            return None
        filters: list[str] = []
        depth = 0
        for token in rest:
            if depth == 0 and token.keyword == "FILTER":
                filters.append("")
            elif not filters or (not depth and token.text != "(") or token.text in ("{", "}"):
                return None
            else:
                filters[-1] += " ?object" if token.text == pattern[2] else f" {token.text}"
            depth += (token.text == "(") - (token.text == ")")
        return f"COALESCE({' && '.join(filters)}, false)" if filters else None

    def violation_results(self, store: Store, targets: str) -> list[Result]:
        """Return the results for the focus nodes that a pattern binds to ``?this``, each once."""
        each = f"SELECT DISTINCT ?this WHERE {{ {targets} }}"
        if self._query.differs:
            query = self._query.joined_query(f"{{ {each} }}", targets)
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
        messages = {*shape.messages, *self._graph.messages_of(self._node)}
        return Result(
            focus=this,
            path=row.get("path", shape.path),
            value=value,
            shape=shape.node,
            constraint=self._node,
            component=_COMPONENT,
            severity=shape.severity,
            messages=tuple(sorted((_filled(message, row) for message in messages), key=str)),
            rule=self._graph.rule_name(
                self._node if isinstance(self._node, NamedNode) else shape.node
            ),
            twin=row.get("twin"),
        )

    def _declared(self) -> dict[str, str]:
        """Return the prefixes that the constraint declares, with their namespaces."""
        namespaces: dict[str, str] = {}
        for declaration in self._graph.prefix_declarations(self._node):
            prefix = self._graph.single_shacl_value(declaration, "prefix")
            namespace = self._graph.single_shacl_value(declaration, "namespace")
            if prefix is not None and namespace is not None:
                namespaces[term_text(prefix)] = term_text(namespace)
        return namespaces


def _with_path(select: str, steps: str | None) -> str:
    """Return a query with the path of its shape in the place of ``$PATH``."""
    places = [token for token in sparql_tokens(select) if token.text in ("$PATH", "?PATH")]
    for token in reversed(places if steps else []):
        select = f"{select[: token.start]}{steps}{select[token.end :]}"
    return select


def any_triple_breaks(store: Store, constraints: Sequence[Constraint]) -> bool:
    """Whether a triple breaks one of some constraints about single triples: one scan for all.

    All of them have a `violating_triple_expression` and the same prefixes.

    >>> from pyoxigraph import Store
    >>> any_triple_breaks(Store(), [])
    False
    """
    if not constraints:
        return False
    conditions = " || ".join(
        constraint.violating_triple_expression or "true" for constraint in constraints
    )
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
        lambda place: term_text(row[place[1]]) if place[1] in row else place[0],
        message.value,
    )
    return message if filled == message.value else Literal(filled)
