"""Reading a shapes graph: shapes with their targets, paths and constraints, as values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode

from nemokg.errors import UncompiledError
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, XSD, prefixed_name
from nemokg.validation.shacl.vocabulary import (
    BESIDE,
    COMPILED,
    HANDED_ON,
    KNOWN,
    SH,
    TARGETS,
    WITH_IRI,
    WITH_LITERAL,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

    Term = NamedNode | BlankNode | Literal | Triple

_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
_CLASS, _SUBCLASS_OF = _RDFS + "Class", _RDFS + "subClassOf"


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
        return [(name, value) for name, value in self.parameters if name not in BESIDE]

    def parameter_values(self, parameter: str) -> list[Term]:
        """Return the values of a parameter."""
        return [value for name, value in self.parameters if name == parameter]


class ShapesGraph:
    """The triples of a shapes graph as they are written; its shapes are read when asked for.

    `triples` are all of them, once each.
    """

    def __init__(self, quads: Iterable[Quad | Triple]) -> None:
        triples = ((quad.subject, quad.predicate, quad.object) for quad in quads)
        self.triples: list[tuple[Term, NamedNode, Term]] = list(dict.fromkeys(triples))
        self._about: dict[Term, list[tuple[str, Term]]] = defaultdict(list)
        self._users: dict[Term, list[Term]] = defaultdict(list)
        self._subjects: dict[str, set[Term]] = defaultdict(set)
        for subject, predicate, object_ in self.triples:
            self._about[subject].append((predicate.value, object_))
            self._users[object_].append(subject)
            self._subjects[predicate.value].add(subject)
        for statements in self._about.values():
            statements.sort(key=str)
        self._shapes: dict[Term, Shape] = {}

    def shape_of(self, node: Term) -> Shape:
        """Return the shape of a node; UncompiledError if it has what is not compiled."""
        if node not in self._shapes:
            self._shapes[node] = self._read(node)
        return self._shapes[node]

    def targeted_shapes(self) -> list[Term]:
        """Return the nodes of the active shapes that have targets, in a stable order."""
        nodes = {node for name in (*TARGETS, "target") for node in self.subjects(SH + name)}
        nodes |= {node for node in self._typed if self.implicit_target_classes(node)}
        return sorted((node for node in nodes if self.is_active(node)), key=str)

    def is_active(self, node: Term) -> bool:
        """Whether a shape or constraint is not deactivated."""
        return not any(map(_is_yes, self.objects(node, SH + "deactivated")))

    def implicit_target_classes(self, node: Term) -> list[Term]:
        """Return the types that make a shape the class of its own targets."""
        types = self.objects(node, RDF_TYPE) if node in self._typed else []
        return [kind for kind in types if kind in self.classes_of_classes]

    def unused_shape_nodes(self) -> list[Term]:
        """Return the classes with parameters of a shape that no type and no reference makes one."""
        parameters = [self.subjects(SH + name) for name in COMPILED | HANDED_ON]
        nodes = {node for subjects in parameters for node in subjects}
        nodes -= self._typed | {*self.targeted_shapes()}
        nodes -= {
            value
            for _, predicate, value in self.triples
            if predicate.value.startswith(SH) or predicate.value == _RDF + "first"
        }
        types = {node: self.objects(node, RDF_TYPE) for node in nodes}
        return sorted((node for node in nodes if self.classes_of_classes & {*types[node]}), key=str)

    @cached_property
    def count_rules(self) -> int:
        """The number of named kinds of shape and constraint: how many rules there are."""
        kinds = ("NodeShape", "PropertyShape", "SPARQLConstraint")
        typed = {node for name in kinds for node in self._instances(NamedNode(SH + name))}
        return len(typed.union(*(self.subjects(SH + name) for name in (*TARGETS, "target"))))

    def predicates_and_objects(self, node: Term) -> list[tuple[str, Term]]:
        """Return the predicates and objects of a node, sorted."""
        return self._about.get(node, [])

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects of a subject and predicate, sorted."""
        return [
            object_ for name, object_ in self.predicates_and_objects(subject) if name == predicate
        ]

    def subjects(self, predicate: str) -> set[Term]:
        """Return the subjects of a predicate."""
        return self._subjects.get(predicate, set())

    def single_shacl_value(self, subject: Term, name: str) -> Term | None:
        """Return the value of a term of SHACL, or None; UncompiledError if there are several."""
        values = self.objects(subject, SH + name)
        if len(values) > 1:
            raise UncompiledError(f"several values of sh:{name}", message_name(subject))
        return values[0] if values else None

    def list_members(self, head: Term) -> list[Term]:
        """Return the members of a list; UncompiledError if it is none."""
        members: list[Term] = []
        seen = set()
        while head != NamedNode(_RDF + "nil"):
            first, rest = self.objects(head, _RDF + "first"), self.objects(head, _RDF + "rest")
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise UncompiledError("a list that is not well-formed", message_name(head))
            seen.add(head)
            members += first
            head = rest[0]
        return members

    def rule_name(self, node: Term) -> str:
        """Return the local name of a shape or constraint, or of the one that it is written in."""
        seen = set()
        while not isinstance(node, NamedNode) and node not in seen:
            seen.add(node)
            node = min(self._users.get(node, ()), key=str, default=node)
        return message_name(node).removeprefix("nemosh:")

    def sibling_value_shapes(self, node: Term) -> set[Term]:
        """Return the qualified value shapes of the property shapes beside a property shape."""
        around = [user for user in self._users.get(node, ()) if node in self._properties(user)]
        beside = {shape for user in around for shape in self._properties(user)}
        names = [self.objects(shape, SH + "qualifiedValueShape") for shape in beside]
        return {value for values in names for value in values}

    def _properties(self, node: Term) -> list[Term]:
        return self.objects(node, SH + "property")

    def prefix_declarations(self, node: Term) -> list[Term]:
        """Return what declares the prefixes of a query, in what it names or what that imports."""
        declarations: list[Term] = []
        homes, todo = set(), self.objects(node, SH + "prefixes")
        while todo:
            home = todo.pop()
            if home not in homes:
                homes.add(home)
                todo += self.objects(home, _OWL + "imports")
                declarations += self.objects(home, SH + "declare")
        return declarations

    def messages_of(self, node: Term) -> tuple[Literal, ...]:
        """Return the messages of a shape or constraint."""
        values = self.objects(node, SH + "message")
        return tuple(message for message in values if isinstance(message, Literal))

    @cached_property
    def custom_components(self) -> dict[Term, list[tuple[Term, bool]]]:
        """The constraint components of one's own: properties, each with whether it must be there.

        Raises UncompiledError if a parameter has several paths.
        """
        nodes = set(self._instances(NamedNode(SH + "ConstraintComponent")))
        for name in ("validator", "nodeValidator", "propertyValidator"):
            nodes |= self.subjects(SH + name)
        return {
            node: [
                (
                    property_,
                    not any(map(is_literally_true, self.objects(parameter, SH + "optional"))),
                )
                for parameter in self.objects(node, SH + "parameter")
                if (property_ := self.single_shacl_value(parameter, "path")) is not None
            ]
            for node in sorted(nodes, key=str)
            if not term_text(node).startswith(SH)
        }

    def used_custom_components(self, node: Term) -> list[Term]:
        """Return the components of one's own whose parameters a shape has."""
        given = {NamedNode(name) for name, _ in self.predicates_and_objects(node)}
        return [
            component
            for component, parameters in self.custom_components.items()
            if parameters
            and {property_ for property_, needed in parameters if needed} <= given
            and any(property_ in given for property_, _ in parameters)
        ]

    def _read(self, node: Term) -> Shape:
        if isinstance(node, Literal):
            raise UncompiledError("a literal in place of a shape", message_name(node))
        path = self.single_shacl_value(node, "path")
        parameters, targets = [], []
        for predicate, value in self.predicates_and_objects(node):
            name = predicate.removeprefix(SH) if predicate.startswith(SH) else ""
            if name in TARGETS:
                targets.append((name, value))
            elif name in COMPILED or name in BESIDE:
                parameters.append((name, value))
            elif name in HANDED_ON or (name and name not in KNOWN):
                raise UncompiledError(f"sh:{name}", message_name(node))
        for component in self.used_custom_components(node):
            raise UncompiledError(message_name(component), message_name(node))
        if self.implicit_target_classes(node):
            targets.append(("targetClass", node))
        for name, value in (*parameters, *targets):
            needed = NamedNode if name in WITH_IRI else Literal if name in WITH_LITERAL else None
            if needed and not isinstance(value, needed):
                raise UncompiledError(f"sh:{name} {value}", message_name(node))
        severity = self.single_shacl_value(node, "severity")
        return Shape(
            node=node,
            path=path,
            parameters=tuple(parameters),
            targets=tuple(targets),
            severity=term_text(severity) if severity else SH + "Violation",
            messages=self.messages_of(node),
            active=self.is_active(node),
        )

    @cached_property
    def _typed(self) -> set[Term]:
        """The nodes with the type of a shape."""
        kinds = ("NodeShape", "PropertyShape")
        return {node for name in kinds for node in self._instances(NamedNode(SH + name))}

    @cached_property
    def classes_of_classes(self) -> set[Term]:
        """The classes whose instances are classes themselves."""
        return self._subclasses(NamedNode(_CLASS)) | self._subclasses(NamedNode(_OWL + "Class"))

    def _instances(self, kind: Term) -> Iterator[Term]:
        kinds = self._subclasses(kind)
        for node in self.subjects(RDF_TYPE):
            if any(type_ in kinds for type_ in self.objects(node, RDF_TYPE)):
                yield node

    def _subclasses(self, kind: Term) -> set[Term]:
        """Return a class and its subclasses, direct or not, as the shapes graph says."""
        kinds, todo = {kind}, [kind]
        while todo:
            above = todo.pop()
            below = {
                node
                for node in self._users.get(above, ())
                if above in self.objects(node, _SUBCLASS_OF)
            }
            todo += below - kinds
            kinds |= below
        return kinds


def read_shapes_graph(quads: Iterable[Quad | Triple]) -> ShapesGraph:
    """Return the shapes graph of some quads, whatever graphs they name: a store, or a parser.

    >>> from pyoxigraph import Store
    >>> read_shapes_graph(Store()).targeted_shapes()
    []
    """
    return ShapesGraph(quads)


def term_text(term: Term) -> str:
    """Return the text of a term: an IRI, a blank node's label or a literal's value."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)


def message_name(term: Term) -> str:
    """Return how a term is called in a message."""
    return prefixed_name(term.value) if isinstance(term, NamedNode) else "an unnamed shape"


def is_literally_true(term: Term | None) -> bool:
    """Whether a term is the truth value true, written so: only that switches something on."""
    return term == Literal("true", datatype=NamedNode(XSD + "boolean"))


def _is_yes(term: Term) -> bool:
    """Whether a term is the truth value true, in either spelling."""
    return is_literally_true(term) or term == Literal("1", datatype=NamedNode(XSD + "boolean"))


def whole_number(term: Term) -> int:
    """Return the whole number that a literal is; UncompiledError if it is none."""
    try:
        return int(term_text(term))
    except ValueError:
        raise UncompiledError(f"the number {term}", "a parameter") from None
