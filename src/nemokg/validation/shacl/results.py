"""The results of a validation, and the SHACL validation report as Turtle."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, XSD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nemokg.validation.shacl.shapes import ShapesGraph, Term

_SH = PREFIXES["sh"]


@dataclass(frozen=True)
class Result:
    """One validation result: the terms that SHACL's report has for it, and the name of its rule.

    `path` is the node of the path in the shapes graph, `constraint` the SPARQL constraint, where
    there is one, `component` the IRI of the constraint component. `twin` is what the focus node or
    the value disagrees with, if a SPARQL constraint selects it as ``?twin``.
    """

    focus: Term
    path: Term | None
    value: Term | None
    shape: Term
    constraint: Term | None
    component: str
    severity: str
    messages: tuple[Literal, ...]
    rule: str
    twin: Term | None = None


def report_turtle(graph: ShapesGraph, results: Iterable[Result]) -> str:
    """Return the validation report of SHACL.

    >>> from pyoxigraph import Store
    >>> from nemokg.validation.shacl.shapes import ShapesGraph
    >>> "sh:conforms true" in report_turtle(ShapesGraph(Store()), [])
    True
    """
    report = BlankNode("report")
    triples = [Triple(report, NamedNode(RDF_TYPE), _sh("ValidationReport"))]
    copied: set[Term] = set()
    for number, result in enumerate(results, 1):
        node = BlankNode(f"result{number}")
        triples.append(Triple(report, _sh("result"), node))
        triples += _triples(node, result)
        if isinstance(result.path, BlankNode):
            triples += _below(graph, result.path, copied)
    conforms = "true" if len(triples) == 1 else "false"
    triples.insert(1, Triple(report, _sh("conforms"), Literal(conforms, datatype=_BOOLEAN)))
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert text is not None, "it is returned where no file is given"
    return text.decode()


def _triples(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, NamedNode(RDF_TYPE), _sh("ValidationResult"))
    yield Triple(node, _sh("focusNode"), result.focus)
    if result.path is not None:
        yield Triple(node, _sh("resultPath"), result.path)
    if result.value is not None:
        yield Triple(node, _sh("value"), result.value)
    for message in result.messages:
        yield Triple(node, _sh("resultMessage"), message)
    yield Triple(node, _sh("resultSeverity"), NamedNode(result.severity))
    yield Triple(node, _sh("sourceShape"), result.shape)
    if result.constraint is not None:
        yield Triple(node, _sh("sourceConstraint"), result.constraint)
    yield Triple(node, _sh("sourceConstraintComponent"), NamedNode(result.component))


def _below(graph: ShapesGraph, node: Term, copied: set[Term]) -> Iterator[Triple]:
    """Yield what describes the blank nodes of a path, once."""
    if not isinstance(node, BlankNode) or node in copied:
        return
    copied.add(node)
    for predicate, value in graph.predicates_and_objects(node):
        yield Triple(node, NamedNode(predicate), value)
        yield from _below(graph, value, copied)


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


_BOOLEAN = NamedNode(XSD + "boolean")
