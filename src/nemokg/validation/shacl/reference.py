"""The reference validator: pySHACL over a plain graph of rdflib, slow and nearly complete."""

from __future__ import annotations

import io
from contextlib import contextmanager, redirect_stdout

from pyoxigraph import BlankNode, Literal, NamedNode

from nemokg.errors import ShapesError
from nemokg.rdf.formats import is_rdf12_term
from nemokg.rdf.vocab import RDF_TYPE, XSD
from nemokg.validation.shacl.prebinding import has_service_or_from
from nemokg.validation.shacl.results import Result
from nemokg.validation.shacl.shapes import is_literally_true, term_text
from nemokg.validation.shacl.vocabulary import QUERIES, SH, TARGETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import Quad, Triple
    from rdflib import Graph
    from rdflib.term import Node

    from nemokg.validation.shacl.shapes import ShapesGraph, Term

_SWITCHES = ("closed", "deactivated", "uniqueLang")
_LONGEST = 300
_LOGGERS = ("rdflib.term", "pyshacl-validate")


def check_by_pyshacl(
    data: Iterable[Quad | Triple], graph: ShapesGraph, nodes: Collection[Term]
) -> list[Result]:
    """Return what in some data, as they are written, breaks the shapes of some nodes.

    Raises ShapesError if the validator cannot use the shapes or the data.

    >>> from nemokg.validation.shacl.shapes import read_shapes_graph
    >>> check_by_pyshacl([], read_shapes_graph([]), [])
    []
    """
    with _quiet():
        plain = _plain((quad.subject, quad.predicate, quad.object) for quad in data)
    return run_pyshacl(plain, graph, nodes)


def run_pyshacl(data: Graph, graph: ShapesGraph, nodes: Collection[Term]) -> list[Result]:
    """Return what `check_by_pyshacl` does of a graph of rdflib, which may change.

    >>> from rdflib import Graph
    >>> from nemokg.validation.shacl.shapes import read_shapes_graph
    >>> run_pyshacl(Graph(), read_shapes_graph([]), [])
    []
    """
    _refuse_elsewhere(graph)
    with _quiet():
        report = _report(data, _plain(_handed_on(graph, nodes)))
        results = [
            _result(report, graph, node) for node in report.objects(None, _term(SH + "result"))
        ]
    return sorted(results, key=repr)


def _refuse_elsewhere(graph: ShapesGraph) -> None:
    """Raise ShapesError if SPARQL of the shapes would have rdflib fetch something."""
    for _, predicate, value in graph.triples:
        name = predicate.value.removeprefix(SH)
        if name in QUERIES and isinstance(value, Literal) and has_service_or_from(value.value):
            raise ShapesError(f"sh:{name} has SERVICE or FROM; ask about the data only.")


def _handed_on(
    graph: ShapesGraph, nodes: Collection[Term]
) -> Iterator[tuple[Term, NamedNode, Term]]:
    """Yield the triples of a shapes graph in which some nodes alone have targets.

    The other shapes stay, since those may refer to them. What pySHACL would take for granted is
    left out: rules that nobody asked for, and "1" in the place of true; what it would not look
    for is added: prefixes that are imported, and the type of components.
    """
    rules = bool(graph.subjects(SH + "entailment"))
    targets = {*TARGETS, "target"}
    for subject, predicate, value in graph.triples:
        name = predicate.value.removeprefix(SH)
        if subject not in nodes and (name in targets or _is_class(graph, predicate, value)):
            continue
        if (name == "rule" and not rules) or (name in _SWITCHES and not is_literally_true(value)):
            continue
        yield subject, predicate, value
    for node in graph.subjects(SH + "prefixes"):
        for home in graph.objects(node, SH + "prefixes"):
            for declaration in graph.prefix_declarations(node):
                yield home, NamedNode(SH + "declare"), declaration
    for component in graph.custom_components:
        yield component, NamedNode(RDF_TYPE), NamedNode(SH + "ConstraintComponent")


def _is_class(graph: ShapesGraph, predicate: NamedNode, value: Term) -> bool:
    """Whether a predicate and object say that something is a class."""
    return predicate.value == RDF_TYPE and value in graph.classes_of_classes


def _plain(triples: Iterable[tuple[Term, NamedNode, Term]]) -> Graph:
    """Return a graph of rdflib, with literals as they are written."""
    from rdflib import Graph

    graph = Graph()
    terms: dict[Term, Node] = {}
    for subject, predicate, value in triples:
        for term in (subject, predicate):
            if term not in terms:
                terms[term] = _to_rdflib(term)
        named = isinstance(value, NamedNode)
        graph.add(
            (
                terms[subject],
                terms[predicate],
                terms[value] if named and value in terms else _to_rdflib(value),
            )
        )
    return graph


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib and pySHACL from writing: what they find are findings, or an error.

    Where pySHACL warns it passes something over, which is an error.
    """
    import logging
    import warnings

    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.disabled for logger in loggers]
    try:
        for logger in loggers:
            logger.disabled = True
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            warnings.filterwarnings("error", module=r"pyshacl\.")
            yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled


def _report(data: Graph, shapes: Graph) -> Graph:
    """Return SHACL's own report."""
    from pyshacl import validate
    from rdflib import Graph

    try:
        # In place, since the graph was made for this alone.
        _, report, _ = validate(data, shacl_graph=shapes, advanced=True, inplace=True)
    except RecursionError as error:
        raise ShapesError(
            "pySHACL cannot follow data or shapes that are nested as deeply as these; flatten them,"
            " or use shapes that are compiled."
        ) from error
    except Exception as error:  # whatever the validator's parts raise is about the shapes
        raise _unusable(error) from error
    if not isinstance(report, Graph):
        raise _unusable(report)
    return report


def _unusable(problem: object) -> ShapesError:
    """Return the error that says in one line what pySHACL said of the shapes."""
    line = " ".join(str(problem).split())[:_LONGEST] or type(problem).__name__
    return ShapesError(f"the shapes cannot be used: {line}")


def _result(report: Graph, graph: ShapesGraph, result: Node) -> Result:
    def part(name: str) -> Term | None:
        node = report.value(result, _term(SH + name), any=True)
        return None if node is None else _of_rdflib(node)

    focus, shape, constraint = part("focusNode"), part("sourceShape"), part("sourceConstraint")
    assert focus is not None, "SHACL demands a focus node of every result"
    assert shape is not None, "SHACL demands a shape of every result"
    messages = map(_of_rdflib, report.objects(result, _term(SH + "resultMessage")))
    return Result(
        focus=focus,
        path=part("resultPath"),
        value=part("value"),
        shape=shape,
        constraint=constraint,
        component=term_text(part("sourceConstraintComponent") or NamedNode(SH)),
        severity=term_text(part("resultSeverity") or NamedNode(SH + "Violation")),
        messages=tuple(sorted(messages, key=str)),  # type: ignore[arg-type]  # they are literals
        rule=graph.rule_name(constraint if isinstance(constraint, NamedNode) else shape),
    )


def _to_rdflib(term: Term) -> Node:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal) or is_rdf12_term(term):
        raise ShapesError(
            f"pySHACL cannot read {term}, which is of RDF 1.2; leave it out, or use shapes that are"
            " compiled."
        )
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == XSD + "string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def _of_rdflib(node: Node) -> Term:
    from rdflib import BNode
    from rdflib import Literal as RdflibLiteral

    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        datatype = None if node.datatype is None else NamedNode(str(node.datatype))
        return Literal(str(node), datatype=datatype)
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))


def _term(iri: str) -> Node:
    from rdflib import URIRef

    return URIRef(iri)
