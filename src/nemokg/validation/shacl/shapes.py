"""Reading a shapes graph: shapes with their targets, paths and constraints, as values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode

from nemokg.errors import UncompiledError
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, compact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store, Triple

    Term = NamedNode | BlankNode | Literal | Triple

SH = PREFIXES["sh"]
_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
# Constraints, targets and rules that are written elsewhere than in a parameter of a shape.
_BEYOND = ("target", "rule", "entailment", "validator", "nodeValidator", "propertyValidator")
# What says nothing about conformance by itself.
_SILENT = "path deactivated severity message name description order group defaultValue"
# Terms of SHACL that describe something other than a shape, and so are no parameters there.
_PARTS = "prefixes declare prefix namespace select entailment"
COMPILED = (
    "and class closed datatype disjoint equals hasValue in languageIn lessThan lessThanOrEquals"
    " maxCount maxExclusive maxInclusive maxLength minCount minExclusive minInclusive minLength"
    " node nodeKind not or pattern property sparql uniqueLang xone"
)
_COMPILED = frozenset(COMPILED.split())
# Read together with the parameter that they are about.
_BESIDE = ("flags", "ignoredProperties")
_KNOWN = {*_COMPILED, *_TARGETS, *_SILENT.split(), *_PARTS.split()}


@dataclass(frozen=True)
class Shape:
    """A shape: its node, path if it is a property shape, and parameters with their values."""

    node: Term
    path: Term | None
    parameters: tuple[tuple[str, Term], ...]
    targets: tuple[tuple[str, Term], ...]
    severity: str
    messages: tuple[Literal, ...]
    active: bool

    @property
    def constraints(self) -> list[tuple[str, Term]]:
        """The parameters that are constraints of their own."""
        return [(name, value) for name, value in self.parameters if name not in _BESIDE]

    def values(self, parameter: str) -> list[Term]:
        """Return the values of a parameter."""
        return [value for name, value in self.parameters if name == parameter]


class ShapesGraph:
    """The shapes of a graph, read when they are asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._shapes: dict[Term, Shape] = {}

    def shape(self, node: Term) -> Shape:
        """Return the shape of a node; UncompiledError where it has what is not compiled."""
        if node not in self._shapes:
            self._shapes[node] = self._read(node)
        return self._shapes[node]

    def targeted(self) -> list[Shape]:
        """Return the active shapes that have targets, in a stable order.

        Raises UncompiledError where the graph has what is found in no parameter of a shape.
        """
        for name in _BEYOND:
            for node in self._subjects(SH + name):
                raise UncompiledError(f"sh:{name}", name_of(node))
        nodes = {node for name in _TARGETS for node in self._subjects(SH + name)}
        nodes |= {
            node for node in self._typed("NodeShape", "PropertyShape") if self._is_class(node)
        }
        shapes = [self.shape(node) for node in sorted(nodes, key=str)]
        return [shape for shape in shapes if shape.active]

    @property
    def zero_length(self) -> bool:
        """Whether a path of the graph may have no length."""
        return any(self._subjects(SH + name) for name in ("zeroOrMorePath", "zeroOrOnePath"))

    @cached_property
    def rules(self) -> int:
        """The number of named kinds of shape and constraint: how many rules there are."""
        typed = set(self._typed("NodeShape", "PropertyShape", "SPARQLConstraint"))
        return len(typed.union(*(self._subjects(SH + name) for name in _TARGETS)))

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects of a subject and predicate, sorted."""
        if isinstance(subject, Literal):
            return []
        quads = self.store.quads_for_pattern(subject, NamedNode(predicate), None)
        return sorted((quad.object for quad in quads), key=str)

    def one(self, subject: Term, name: str) -> Term | None:
        """Return the value of a term of SHACL, or None; UncompiledError where there are several."""
        found = self.objects(subject, SH + name)
        if len(found) > 1:
            raise UncompiledError(f"several values of sh:{name}", name_of(subject))
        return found[0] if found else None

    def members(self, head: Term) -> list[Term]:
        """Return the members of a list; UncompiledError where it is none."""
        found: list[Term] = []
        seen = set()
        while head != NamedNode(_RDF + "nil"):
            first, rest = self.objects(head, _RDF + "first"), self.objects(head, _RDF + "rest")
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise UncompiledError("a list that is not well-formed", name_of(head))
            seen.add(head)
            found += first
            head = rest[0]
        return found

    def rule(self, node: Term) -> str:
        """Return the local name of a shape or constraint, or of the one that it is written in."""
        seen = set()
        while not isinstance(node, NamedNode) and node not in seen:
            seen.add(node)
            around = self.store.quads_for_pattern(None, None, node)
            node = min((quad.subject for quad in around), key=str, default=node)
        return name_of(node).removeprefix("nemosh:")

    def _read(self, node: Term) -> Shape:
        path = self.one(node, "path")
        parameters, targets = [], []
        for name, value in self._statements(node):
            if name in _TARGETS:
                targets.append((name, value))
            elif name in _COMPILED or name in _BESIDE:
                parameters.append((name, value))
            elif name not in _KNOWN:
                raise UncompiledError(f"sh:{name}", name_of(node))
        if self._is_class(node):
            targets.append(("targetClass", node))
        severity = self.one(node, "severity")
        return Shape(
            node=node,
            path=path,
            parameters=tuple(parameters),
            targets=tuple(targets),
            severity=text(severity) if severity else SH + "Violation",
            messages=self.messages(node),
            active=not is_true(self.one(node, "deactivated")),
        )

    def messages(self, node: Term) -> tuple[Literal, ...]:
        """Return the messages of a shape or constraint."""
        found = self.objects(node, SH + "message")
        return tuple(message for message in found if isinstance(message, Literal))

    def _statements(self, node: Term) -> Iterator[tuple[str, Term]]:
        if isinstance(node, Literal):
            raise UncompiledError("a literal in place of a shape", name_of(node))
        quads = self.store.quads_for_pattern(node, None, None)
        for quad in sorted(quads, key=str):
            if quad.predicate.value.startswith(SH):
                yield quad.predicate.value.removeprefix(SH), quad.object

    def _subjects(self, predicate: str) -> set[Term]:
        quads = self.store.quads_for_pattern(None, NamedNode(predicate), None)
        return {quad.subject for quad in quads}

    def _typed(self, *names: str) -> set[Term]:
        return {
            quad.subject
            for name in names
            for quad in self.store.quads_for_pattern(
                None, NamedNode(RDF_TYPE), NamedNode(SH + name)
            )
        }

    def _is_class(self, node: Term) -> bool:
        kinds = {text(kind) for kind in self.objects(node, RDF_TYPE)}
        shape = bool(kinds & {SH + "NodeShape", SH + "PropertyShape"})
        return shape and bool(kinds & {_RDFS + "Class", _OWL + "Class"})


def read(store: Store) -> ShapesGraph:
    """Return the shapes that a store holds.

    >>> from pyoxigraph import Store
    >>> read(Store()).targeted()
    []
    """
    return ShapesGraph(store)


def text(term: Term) -> str:
    """Return the text of a term: an IRI, a blank node's label or a literal's value."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)


def name_of(term: Term) -> str:
    """Return how a term is called in a message."""
    return compact(term.value) if isinstance(term, NamedNode) else "an unnamed shape"


def is_true(term: Term | None) -> bool:
    """Whether a term is the truth value true."""
    return isinstance(term, Literal) and term.value in ("true", "1")


def number(term: Term) -> int:
    """Return the whole number that a literal is; UncompiledError where it is none."""
    try:
        return int(text(term))
    except ValueError:
        raise UncompiledError(f"the number {term}", "a parameter") from None
